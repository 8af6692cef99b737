"""The first page of a bundle: what is in it, what is not, how to check it; one HTML file without script.

Official wording, hence in Vietnamese.
"""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils import formats, timezone

from permissions.ledger.checkpoints.queries import code_of, newest
from workflows.trail.bundles.contents import Section
from workflows.trail.bundles.timeline import stream_in_words

PAGE, LOOK = "MUC-LUC.html", "muc-luc.css"
CHECKING = [
    "1. Giải nén gói vào một thư mục trống trên máy có Python 3.9 trở lên, không cần mạng, không cần cài thêm gì.",
    "2. Mở cửa sổ dòng lệnh trong thư mục đó và chạy: python3 verify_bundle.py",
    "3. Nếu dòng cuối là ĐÚNG TOÀN BỘ thì không tệp nào bị sửa, thêm hay bớt và chuỗi nhật ký liền mạch. Nếu là "
    "KHÔNG ĐÚNG thì dòng đó nêu tên tệp hoặc mục nhật ký bị sai.",
    "4. So mã điểm niêm phong do chương trình in ra với mã trên biên bản, quyết định, thư điện tử đã gửi ra ngoài; so "
    "SHA-256 của danh mục với mã mà người giao gói đã báo riêng. Hai việc này chứng tỏ gói không bị làm lại toàn bộ.",
]
KEPT_BACK = [
    "Phiếu kín, và việc ai biểu quyết thế nào: chỉ có số phiếu tổng hợp. Biểu quyết ghi tên được nêu trong biên bản đã "
    "ký, nằm trong gói của phiên họp.",
    "Lý do, căn cứ tạm dừng xét; chỉ ghi rằng đã tạm dừng, đã xét tiếp.",
    "Ghi chú nội bộ khi thẩm định mà chưa gửi cho đơn vị; của những việc này chỉ có mã băm.",
    "Nội dung soạn thảo mà đơn vị chưa gửi; của những việc này chỉ có mã băm.",
    "Những gì người lập gói không được đọc trên hệ thống; của những việc này chỉ có mã băm.",
]


def _checking(unsealed):
    last = newest()
    if last is None:
        return [*CHECKING, "Hệ thống chưa có điểm niêm phong nào: chuỗi nhật ký chỉ được bảo vệ bằng chữ ký của gói."]
    lines = [*CHECKING, f"Điểm niêm phong mới nhất khi lập gói: {code_of(last)}"]
    if unsealed:
        lines.append(
            f"{unsealed} mục nhật ký mới hơn điểm niêm phong đó nên chưa có chứng minh; lần tới mới được niêm phong."
        )
    return lines


def _streams(counts):
    return [
        (stream_in_words(stream), str(found.entries), str(found.bare), str(found.silent))
        for stream, found in counts.items()
    ]


def page_of(contents, files, counts, *, by, at):
    """The page (bytes). files: what was written of each file. counts: stream -> how many entries are told how."""
    moment = formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
    unsealed = sum(found.unsealed for found in counts.values())
    about = [
        f"Gói do {by.full_name} lập từ hệ thống Bảng Vàng của {contents.thing.commune.name}, lúc {moment}.",
        "Gói chứa nội dung đã gửi, yêu cầu và trả lời, giấy tờ, số phiếu tổng hợp, dòng thời gian, chuỗi nhật ký có mã "
        "băm, chứng minh niêm phong và chương trình kiểm tra. Việc lập gói này cũng được hệ thống ghi lại.",
    ]
    streams = Section(
        "Chuỗi nhật ký",
        ["Chuỗi nằm trong thư mục data, dành cho chương trình kiểm tra. Bản dễ đọc là dòng thời gian."],
        ("Chuỗi", "Số mục", "Trong đó chỉ nêu sự việc", "Trong đó chỉ nêu mã băm"),
        _streams(counts),
    )
    context = {
        "title": contents.title,
        "before": [Section("Gói này là gì", about), Section("Cách kiểm tra", _checking(unsealed))],
        "files_title": "Tệp trong gói",
        "files_columns": ("Nội dung", "Tệp", "Dung lượng", "Ghi chú"),
        "files": files,
        "after": [
            *contents.sections,
            streams,
            Section("Không có trong gói", [*KEPT_BACK, *contents.notes]),
        ],
        "look": LOOK,
    }
    return render_to_string("workflows/trail/bundles/index.html", context).encode()


def look():
    """The style of the page (bytes)."""
    return Path(__file__).with_name("index.css").read_bytes()

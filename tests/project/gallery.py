"""Pages that show every part with sample data: what the eye and axe-core look at. An URLconf of the tests only."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from permissions.pages import open_to_all
from permissions.refusals import LostRace, NotNow, NotYou
from project.context import MENU

handler400 = "project.errors.bad_request"
handler403 = "project.errors.forbidden"
handler404 = "project.errors.not_found"
handler500 = "project.errors.fault"

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


class Person:
    """Somebody with a name."""

    def __init__(self, name):
        self.full_name = name
        self.initials = (name.split()[0][0] + name.split()[-1][0]).upper()

    def __str__(self):
        return self.full_name


class Thing:
    """Something with a state."""

    def __init__(self, state, label):
        self.state, self.label = state, label

    def get_state_display(self):
        return self.label


class SampleForm(forms.Form):
    title = forms.CharField(label="Trích yếu", help_text="Như trên tờ trình, tối đa 300 chữ.", max_length=300)
    signed_on = forms.DateField(label="Ngày ký tờ trình")
    form = forms.ChoiceField(label="Hình thức", choices=[("gk", "Giấy khen"), ("lđtt", "Lao động tiên tiến")])
    kind = forms.ChoiceField(
        label="Loại đối tượng", widget=forms.RadioSelect, choices=[("i", "Cá nhân"), ("c", "Tập thể")]
    )
    papers = forms.MultipleChoiceField(
        label="Giấy tờ có bản gốc",
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Biên bản họp"), ("b", "Báo cáo thành tích")],
        required=False,
    )
    summary = forms.CharField(label="Tóm tắt thành tích", widget=forms.Textarea, required=False)
    paper = forms.FileField(label="Bản quét", required=False, help_text="PDF, JPEG hoặc PNG, tối đa 20 MB.")
    agreed = forms.BooleanField(label="Tôi đã kiểm tra danh sách")

    def clean(self):
        if self.is_bound:
            raise ValidationError("Danh sách còn trống: hãy thêm ít nhất một người.")


def step(label, status, note=""):
    return {"label": label, "status": status, "note": note}


def entry(icon, tone, person, sentence, seq, **more):
    return {"icon": icon, "tone": tone, "person": person, "sentence": sentence, "at": NOON, "seq": seq} | {
        "hash": "9f2c41a7d3",
        **more,
    }


def _rows():
    """A list of dossiers and who is in them."""
    people = [Person("Nguyễn Thị Thuỷ Tiên"), Person("Đặng Quốc Ý"), Person("Phạm Hữu Ước")]
    titles = (
        "Đề nghị tặng Giấy khen 12 cá nhân hoàn thành xuất sắc nhiệm vụ năm 2026",
        "Danh hiệu Lao động tiên tiến năm 2026 cho tập thể Văn phòng",
        "Khen đột xuất: cứu người trong đợt mưa lũ tháng 10",
        "Thôn văn hoá tiêu biểu năm 2026 (4 thôn)",
    )
    units = ("Trường Tiểu học Phong Quang", "Văn phòng HĐND và UBND", "Ban Chỉ huy Quân sự xã", "Thôn Nà Lẹng")
    dues = (date(2026, 11, 21), date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 7))
    states = (
        Thing("under_review", "Đang thẩm định"),
        Thing("on_agenda", "Trong chương trình họp"),
        Thing("returned", "Trả lại bổ sung"),
        Thing("decided", "Đã ban hành quyết định"),
    )
    rows = [
        {"code": f"PQ-2026-00{45 - number}", "title": titles[number], "unit": units[number], "due": dues[number]}
        | {"step": number + 1, "state": states[number]}
        for number in range(4)
    ]
    return {
        "today": TODAY,
        "people": people,
        "rows": rows,
        "states": states,
    }


def _lists():
    """Tabs, path and trail."""
    return {
        "tabs": [
            {"label": "Trên bàn tôi", "url": "#1", "count": "7", "active": True},
            {"label": "Hàng chờ của phòng", "url": "#2", "count": "99+", "active": False},
            {"label": "Tôi đã gửi", "url": "#3", "count": None, "active": False},
        ],
        "steps": [
            step("Lập tờ trình", "done", "20/11"),
            step("Tiếp nhận", "done", "21/11"),
            step("Thẩm định", "now", "đang xử lý"),
            step("Công khai", "skipped"),
            step("Họp Hội đồng", "todo", "dự kiến 03/12"),
            step("Ký quyết định", "todo"),
            step("Trao thưởng", "todo"),
        ],
        "entries": [
            entry("arrow-back-up", "amber", "Hoàng Lan", "trả hồ sơ yêu cầu bổ sung", 3)
            | {"reason": "Đề nghị nộp báo cáo thành tích của 2 người còn thiếu.", "version": 1},
            entry("pencil", "grey", "Phạm Thu Hà", "sửa tờ trình", 2, acting_as="KT. Hiệu trưởng Lê Văn Hoà")
            | {"differences": [("Trích yếu", "Giấy khen 11 cá nhân", "Giấy khen 12 cá nhân"), ("Số", "", "45")]},
            entry("send", "blue", "Lê Văn Hoà", "ký, gửi tờ trình", 1, files=["To-trinh-45.pdf"]),
        ],
    }


def _deeds():
    """Papers, what is missing, what may be done."""
    return {
        "files": [
            {
                "name": "To-trinh-45.pdf",
                "title": "Tờ trình",
                "url": "#f",
                "size_bytes": 431_200,
                "sha256": "9f2c41a7" * 8,
                "by": "Phạm Thu Hà",
                "at": NOON,
                "remove_url": "/gallery/",
            },
            {"name": "Bien-ban.pdf", "url": "#g", "size_bytes": 1_290_000, "sha256": "77aa0210" * 8},
        ],
        "items": [
            {"ok": True, "text": "Đơn vị đã họp bình xét", "basis": "Điều 27 NĐ 152/2025/NĐ-CP"},
            {"ok": None, "text": "Một người có tên gần giống trong sổ khen năm trước"},
            {"ok": False, "text": "2/12 người chưa có báo cáo thành tích", "url": "#x"},
        ],
        "moves": [
            {"label": "Trình lãnh đạo phòng", "url": "/gallery/", "tone": "green", "icon": "check", "unmet": []},
            {
                "label": "Trả lại bổ sung",
                "url": "/gallery/",
                "unmet": [],
                "needs_reason": True,
                "reason_label": "Nội dung cần bổ sung",
                "icon": "arrow-back-up",
            },
            {"label": "Từ chối", "url": "/gallery/", "tone": "red", "icon": "ban", "confirm": "Từ chối hồ sơ này?"},
            {"label": "Đưa vào chương trình họp", "url": "/gallery/", "unmet": ["Chưa thẩm định xong."]},
        ],
    }


def sample():
    """Everything the parts need, as pages would hand it in."""
    return {
        **_rows(),
        **_lists(),
        **_deeds(),
        "form": SampleForm({"title": "Tờ trình <b>& số</b> 45", "signed_on": "31/02/2026", "kind": "i"}),
        "fresh_form": SampleForm(auto_id="fresh_%s"),
    }


def _page(name):
    @open_to_all
    def page(request):
        template = engines["django"].from_string((HERE / f"{name}.html").read_text(encoding="utf-8"))
        return HttpResponse(template.render(sample(), request))

    return page


@open_to_all
def refusing(request, kind):
    """Raises what services raise."""
    raise {
        "you": NotYou("Bạn không có quyền: xác nhận thẩm định."),
        "now": NotNow("Còn 2 ý kiến chưa trả lời.", "Chưa có biên bản họp."),
        "late": LostRace("Hồ sơ đã được người khác tiếp nhận.", winner="Hoàng Lan", at=NOON),
        "mend": ValidationError({"reason": ["Hãy ghi lý do."]}),
        "fault": RuntimeError("broken"),
    }[kind]


def _place(name):
    """A stand-in for a topic, so that the whole menu shows."""
    namespace, _, page = name.partition(":")
    return path(f"{namespace}/", include(([path("", _page("gallery_list"), name=page)], namespace)))


urlpatterns = [
    path("gallery/", _page("gallery_list")),
    path("gallery/dossier/", _page("gallery_dossier")),
    path("gallery/refusing/<str:kind>/", refusing),
    *(_place(name) for name in ["notices:list", *(entry.name for _, entries in MENU for entry in entries)]),
    path("", include("project.site_urls")),
]

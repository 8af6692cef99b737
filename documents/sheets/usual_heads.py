"""Heads that lists of people have in common, as schools, hamlets and our own papers write them."""

NAME_HEADS = (
    *("Họ và tên", "Họ tên", "Tên", "Họ, tên đệm và tên", "Tên tập thể", "Tên cá nhân, tập thể"),
    *("Tên tập thể, cá nhân", "Cá nhân, tập thể", "Tập thể, cá nhân", "Họ và tên, tên tập thể"),
    *("Họ tên, tên tập thể", "Họ và tên, đơn vị", "Tên tập thể, cá nhân, hộ gia đình"),
)
PLACE_HEADS = (
    *("Đơn vị", "Địa chỉ", "Đơn vị, địa chỉ", "Đơn vị công tác", "Nơi công tác", "Nơi ở", "Chỗ ở", "Địa chỉ, đơn vị"),
    *("Chức vụ, đơn vị", "Chức vụ, đơn vị công tác", "Chức vụ, đơn vị, địa chỉ", "Đơn vị công tác hoặc nơi ở"),
)
FORM_HEADS = (
    *("Hình thức", "Danh hiệu", "Hình thức khen", "Hình thức khen thưởng", "Hình thức đề nghị"),
    *("Hình thức đề nghị khen", "Hình thức đề nghị khen thưởng", "Danh hiệu, hình thức", "Danh hiệu đề nghị"),
    *("Danh hiệu, hình thức khen thưởng", "Danh hiệu, hình thức đề nghị", "Danh hiệu thi đua, hình thức khen thưởng"),
    "Danh hiệu, hình thức đề nghị khen thưởng",
)

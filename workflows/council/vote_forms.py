"""Forms of the vote on an item: what is said aloud when it is opened or closed, why it is repeated."""

from django import forms


class VoteMoveForm(forms.Form):
    """asked: {field: label}; `reason` is a text, all else is confirmed. key: makes the ids on a page differ."""

    def __init__(self, *args, asked, key, **kwargs):
        super().__init__(*args, auto_id=f"vote_{key}_%s", **kwargs)
        for name, label in asked.items():
            if name == "reason":
                self.fields[name] = forms.CharField(
                    label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
                )
            else:
                self.fields[name] = forms.BooleanField(label=label)
            # The part is read anew every few seconds: what was written or marked stays.
            self.fields[name].widget.attrs["hx-preserve"] = "true"

"""Word: the only room with docxtpl, python-docx and jinja2."""

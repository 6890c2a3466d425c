"""Files go in; articles with their title, outlet, date and page furniture come out, their text untouched."""

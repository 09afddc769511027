"""Tables from outside: Excel of either kind, CSV and what is pasted, read by their headers; and Excel written."""

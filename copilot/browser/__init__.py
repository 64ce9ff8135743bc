"""The panel in a browser: a page that this program serves to this computer alone.

    events -> View (the terminal panel's own) -> Picture -> frames -> every open tab

`site.py` says what is served, `gate.py` who may ask, `stage.py` what is shown live.
"""

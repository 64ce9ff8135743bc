"""The pictures of a report, as pieces of SVG that a page can hold and print."""

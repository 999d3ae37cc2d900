"""The messages of iWmo 3.2 and iJw 3.2: what they hold, made from values and judged without a file."""

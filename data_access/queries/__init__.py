"""What is asked of the programmes: one module per topic, the only place that reads their rows.

Every function takes the question, asks the database a fixed number of times, lets no row count that is
dated after the question's day, and ends in ``protect``. Its docstring lists the columns it returns.
"""

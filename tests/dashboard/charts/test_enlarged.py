import plotly.graph_objects as go

from dashboard.charts.enlarged import enlarged


def drawn():
    figure = go.Figure(go.Bar(x=[1, 2], y=["a", "b"], width=[0.5, 0.5], textfont={"size": 12}, orientation="h"))
    figure.add_trace(go.Scatter(x=[1, 2], y=["a", "b"], line={"width": 3}, marker={"size": [7, 0]}))
    figure.update_layout(font_size=14, height=300, margin={"l": 8, "r": 8, "t": 8, "b": 8})
    figure.add_annotation(text="end", x=2, y=0.5, xshift=6, font={"size": 12})
    return figure


def test_letters_lines_and_margins_grow_and_shares_of_an_axis_stay():
    made = enlarged(drawn(), 2, height=580)
    bar, line = made.data
    assert (bar.textfont.size, list(bar.width), bar.constraintext) == (24, [0.5, 0.5], "none")
    assert (line.line.width, list(line.marker.size)) == (6, [14, 0])
    assert (made.layout.font.size, made.layout.margin.l, made.layout.height) == (28, 16, 580)
    (named,) = made.layout.annotations
    assert (named.font.size, named.xshift, named.x, named.y) == (24, 12, 2, 0.5)


def test_values_and_the_figure_itself_stay_as_they_are():
    before = drawn()
    made = enlarged(before, 2, height=580)
    assert [list(trace.x) for trace in made.data] == [[1, 2], [1, 2]]
    assert before == drawn()

namespace Dynamics.Approval;

/// <summary>Which marks a legend names: those that have a stroke, a dot or a colour of their own.</summary>
static class LegendNames
{
    public static bool Shows(Mark mark) => mark is Curve or Band or Guide && mark.InLegend;
}

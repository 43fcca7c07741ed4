namespace Dynamics.Approval;

/// <summary>Anchors as shares of a text's width and height.</summary>
static class Anchors
{
    public static float FromLeft(Anchor anchor) => (int)anchor % 3 / 2f;

    public static float FromTop(Anchor anchor) => (int)anchor / 3 / 2f;
}

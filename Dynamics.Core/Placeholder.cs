namespace Dynamics;

internal static class Placeholder;

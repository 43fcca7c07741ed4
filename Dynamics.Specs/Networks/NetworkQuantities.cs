using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Networks;

/// <summary>What the tolerances of laws about networks are made of.</summary>
static class NetworkQuantities
{
    public static Quantity<NetworkAtPoint> N => new("N", at => at.Inputs.RowCount);

    public static Quantity<NetworkAtPoint> K => new("K", at => at.Network.OutputCount);

    public static Quantity<NetworkAtPoint> P => new("P", at => at.Network.ParameterCount);

    /// <summary>Names the coordinates of what has one for each parameter, or several times so many.</summary>
    public static Measurement NamingParameters(this Measurement measured, Network network) => measured.Naming(i =>
        network.ParameterName(i % network.ParameterCount) + (i < network.ParameterCount ? "" : $" of {i / network.ParameterCount + 1}"));

    /// <summary>Block, row and column of a parameter, as in 3.weights[0, 2].</summary>
    public static string ParameterName(this Network network, int parameter)
    {
        var block = network.Blocks.Last(block => block.Offset <= parameter);
        return $"{block.Name}[{(parameter - block.Offset) % block.Rows}, {(parameter - block.Offset) / block.Rows}]";
    }
}

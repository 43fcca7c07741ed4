using System.Globalization;
using System.Text.RegularExpressions;
using Dynamics.Architectures;

namespace Dynamics.Specs.Reference;

/// <summary>The activations as the tables name them.</summary>
public static partial class ActivationNames
{
    /// <summary>As in relu, square or leaky_relu(0.1).</summary>
    public static Activation Parse(string name, ReferenceRow row)
    {
        var call = Call().Match(name);
        return Named(call.Groups["name"].Value, call.Groups["parameter"].Value, row);
    }

    public static Activation Named(string name, string parameter, ReferenceRow row) => name switch
    {
        "leaky_relu" => Activations.LeakyRelu(double.Parse(parameter, CultureInfo.InvariantCulture)),
        "square" => Activations.Monomial(2),
        "cube" => Activations.Monomial(3),
        _ => Activations.All.FirstOrDefault(phi => phi.Name == name) ?? throw row.Malformed($"there is no activation '{name}'"),
    };

    [GeneratedRegex(@"^(?<name>\w+)(\((?<parameter>[^)]*)\))?$")]
    private static partial Regex Call();
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Dynamics.Architectures;

namespace Dynamics.Specs.Reference;

/// <summary>The architectures as the tables write them: layers between bars, without widths.</summary>
public static partial class ArchitectureText
{
    const int AnyWidth = 1;

    public static Architecture Parse(string layers, Shape input, ReferenceRow row) =>
        new(input, layers.Split('|').Select(layer => Layer(layer.Trim(), row)));

    static Layer Layer(string text, ReferenceRow row)
    {
        var match = Call().Match(text);
        var settings = match.Groups["settings"].Value.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=')).ToImmutableDictionary(pair => pair[0], pair => pair[^1]);
        return match.Groups["name"].Value switch
        {
            "dense" => new Dense(AnyWidth, Number("sigma_w^2"), Number("sigma_b^2")),
            "conv" =>
                new Convolution(
                    AnyWidth, (int)Number("k"), Enum.Parse<Padding>(settings["padding"], ignoreCase: true),
                    (int)NumberOr("stride", 1), Number("sigma_w^2"), Number("sigma_b^2")),
            "avgpool" => new AveragePooling(int.Parse(match.Groups["settings"].Value, CultureInfo.InvariantCulture)),
            "flatten" => new Flatten(),
            "gap" => new GlobalAveragePooling(),
            _ => new Activated(ActivationNames.Parse(text, row)),
        };

        double Number(string name) => double.Parse(settings[name], CultureInfo.InvariantCulture);

        double NumberOr(string name, double otherwise) => settings.ContainsKey(name) ? Number(name) : otherwise;
    }

    [GeneratedRegex(@"^(?<name>\w+)(\((?<settings>.*)\))?$")]
    private static partial Regex Call();
}

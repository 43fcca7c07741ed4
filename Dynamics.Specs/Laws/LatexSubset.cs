using System.Text.RegularExpressions;

namespace Dynamics.Specs.Laws;

/// <summary>The subset of LaTeX that statements are written in: every common renderer shows it alike.</summary>
public static partial class LatexSubset
{
    static readonly IReadOnlyDictionary<string, int> Arguments = Table(
        (0, """
            alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta kappa lambda mu nu xi pi rho sigma tau phi varphi chi psi
            omega
            Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega ell nabla partial infty
            sum prod int log exp sin cos tanh min max det dim sup inf lim Pr
            cdot times circ otimes odot pm mp le ge leq geq ne neq approx sim propto equiv ll gg in notin subset to mapsto mid
            forall exists top dagger star perp dots ldots cdots quad qquad langle rangle lVert rVert lvert rvert lfloor rfloor left right
            , ; ! { }
            """),
        (1, "mathbb mathbf mathrm mathcal operatorname text hat bar tilde dot ddot vec sqrt overline"),
        (2, "frac tfrac binom"));

    /// <summary>Whether braces balance, commands are known and have their arguments, and scripts have a base to stand on.</summary>
    public static bool Accepts(string latex, out string error)
    {
        error = "";
        if (latex.Trim() == "") error = "it is empty";
        if (latex.Contains('\n') || latex.Contains('$')) error = "it is one line without dollar signs";
        var tokens = Token().Matches(latex).Select(match => match.Value).Where(token => !string.IsNullOrWhiteSpace(token)).ToArray();
        var depth = 0;
        for (var i = 0; i < tokens.Length && error == ""; i++)
        {
            var token = tokens[i];
            if (token == "{") depth++;
            if (token == "}" && --depth < 0) error = "a closing brace without an opening one";
            if (token is "^" or "_" && !StartsArgument(i + 1)) error = $"'{token}' has nothing to raise or lower";
            if (token[0] != '\\') continue;
            if (!Arguments.TryGetValue(token[1..], out var count)) error = $"unknown command {token}";
            else if (count > 0 && !StartsArgument(i + 1)) error = $"{token} needs {count} argument(s)";
        }
        if (error == "" && depth != 0) error = "an opening brace without a closing one";
        return error == "";

        bool StartsArgument(int at) => at < tokens.Length && tokens[at] is not ("}" or "^" or "_");
    }

    static Dictionary<string, int> Table(params (int Count, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => (name, row.Count)))
            .ToDictionary(entry => entry.name, entry => entry.Count);

    [GeneratedRegex(@"\\[A-Za-z]+|\\.|\s+|.")]
    private static partial Regex Token();
}

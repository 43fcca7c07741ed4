using System.Globalization;
using System.Text.Json;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>Measures the goals, prints a line for each, and leaves them in artifacts/ratios.json.</summary>
static class RatioReport
{
    static readonly Goal[] All =
        [.. ProductGoals.All, .. FactorisationGoals.All, .. DrawGoals.All, .. KernelGoals.All,
            .. AnalyticKernelGoals.All, .. TrainingGoals.All, .. TrajectoryGoals.All];

    /// <summary>All goals, or those that are named.</summary>
    public static void Run(IReadOnlyList<string> names)
    {
        var ratios = new List<Ratio>();
        foreach (var goal in All.Where(goal => names.Count == 0 || names.Contains(goal.Name)))
        {
            var ratio = Ratio.Of(goal, goal.Measure());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{goal.Name,-22} {Short(ratio.Measured),8}  goal "
                + $"{(goal.IsCeiling ? "<" : " ")}{Short(goal.Bound),6}  {(ratio.Met ? "met" : "MISSED"),-6}  {goal.What}"));
            ratios.Add(ratio);
        }

        Directory.CreateDirectory(Artifacts);
        File.WriteAllText(Path.Combine(Artifacts, "ratios.json"), JsonSerializer.Serialize(ratios, JsonSerializerOptions.Web));
    }

    static string Short(double number) => number.ToString(number < 1e4 ? "0.00" : "0.0e0", CultureInfo.InvariantCulture);

    static string Artifacts =>
        Environment.GetEnvironmentVariable("DYNAMICS_ARTIFACTS") ?? Path.Combine(Root(AppContext.BaseDirectory), "artifacts");

    static string Root(string folder)
    {
        var candidate = new DirectoryInfo(folder);
        while (candidate is not null && !File.Exists(Path.Combine(candidate.FullName, "Dynamics.sln"))) candidate = candidate.Parent;
        return candidate?.FullName ?? folder;
    }

    sealed record Ratio(string Name, double Measured, double Goal, bool Met)
    {
        public static Ratio Of(Goal goal, double measured) => new(goal.Name, measured, goal.Bound, goal.IsMetBy(measured));
    }
}

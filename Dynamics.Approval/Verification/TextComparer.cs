namespace Dynamics.Approval;

/// <summary>Compares texts line by line and tells the first line that differs.</summary>
public static class TextComparer
{
    public static Task<CompareResult> Compare(
        Stream received, Stream verified, IReadOnlyDictionary<string, object> context) =>
        Task.FromResult(Compare(TextFormat.Decode(received), TextFormat.Decode(verified)));

    static CompareResult Compare(string received, string verified)
    {
        if (received == verified)
        {
            return CompareResult.Equal;
        }

        var (there, here) = (verified.Split('\n'), received.Split('\n'));
        var line = there.Zip(here).TakeWhile(pair => pair.First == pair.Second).Count();
        return CompareResult.NotEqual(
            $"""
             First difference in line {line + 1}:
               Received: {LineOrEnd(here, line)}
               Verified: {LineOrEnd(there, line)}
             """);
    }

    static string LineOrEnd(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of text)";
}

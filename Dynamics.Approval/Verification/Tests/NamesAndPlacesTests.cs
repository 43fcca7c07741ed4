using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class NamesAndPlacesTests
{
    [Test]
    public void A_test_without_arguments_is_class_and_method() =>
        Assert.That(NameOf(nameof(Sample.Plain)), Is.EqualTo("NamesAndPlacesTests.Sample.Plain"));

    [Test]
    public void Arguments_follow_by_name_in_the_invariant_culture() =>
        Assert.That(
            NameOf(nameof(Sample.With), 0.5, "a/b", null),
            Is.EqualTo("NamesAndPlacesTests.Sample.With_step=0.5_path=a-b_rest=null"));

    [Test]
    public void A_path_that_the_build_has_mapped_is_found_below_the_root()
    {
        var root = SourceFolder.RepositoryRoot;

        Assert.That(
            SourceFolder.Of("/_/Dynamics.Approval/Verification/Verifier.cs", root),
            Is.EqualTo(Path.Combine(root, "Dynamics.Approval", "Verification")));
    }

    [Test]
    public void A_mapped_path_may_be_written_with_the_separators_of_Windows() =>
        Assert.That(
            SourceFolder.Of(@"/_/Dynamics.Approval\Verification\Verifier.cs"),
            Is.EqualTo(Path.Combine(SourceFolder.RepositoryRoot, "Dynamics.Approval", "Verification")));

    [Test]
    public void A_path_as_it_is_on_this_machine_stays()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Some.cs");

        Assert.That(SourceFolder.Of(file), Is.EqualTo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));
    }

    [Test]
    public void A_source_file_of_nowhere_is_refused() =>
        Assert.That(
            () => SourceFolder.Of("/_/Dynamics.Nowhere/Some.cs"),
            Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("Dynamics.Nowhere"));

    static string NameOf(string method, params object?[] arguments) =>
        SnapshotName.Of(typeof(Sample), typeof(Sample).GetMethod(method)!, arguments);

    static class Sample
    {
        public static void Plain()
        {
        }

        public static void With(double step, string path, object? rest) => _ = (step, path, rest);
    }
}

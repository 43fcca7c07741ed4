using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class OrphansTests
{
    static readonly HashSet<string> Tests = ["Figure.The_picture", "Figure.At_eta_eta=0.1"];

    [Test]
    public void No_verified_file_of_this_assembly_is_an_orphan()
    {
        var project = Path.Combine(SourceFolder.RepositoryRoot, "Dynamics.Approval");

        Assert.That(
            Orphans.Among(Orphans.FilesBelow(project), Orphans.TestsOf(typeof(OrphansTests).Assembly)),
            Is.Empty);
    }

    [Test]
    public void Files_of_tests_with_and_without_arguments_belong_to_them() =>
        Assert.That(
            Orphans.Among(["a/Figure.cs", "a/Figure.The_picture.verified.png", "a/Figure.At_eta_eta=0.1.verified.txt"], Tests),
            Is.Empty);

    [TestCase("Figure.The_old_picture.verified.png")]
    [TestCase("Figure.At_eta_eta=0.2.verified.txt")]
    [TestCase("The_picture.verified.png")]
    public void A_file_of_no_test_is_an_orphan(string file) =>
        Assert.That(Orphans.Among(["Figure.cs", file], Tests),
            Is.EqualTo([$"{file}: no test is called {file.Split(".verified.")[0]}"]));

    [Test]
    public void A_file_that_stayed_when_its_test_moved_is_an_orphan() =>
        Assert.That(
            Orphans.Among(["new/Figure.cs", "old/Figure.The_picture.verified.png"], Tests),
            Is.EqualTo(["old/Figure.The_picture.verified.png: there is no old/Figure.cs beside it"]));

    [Test]
    public void Two_files_of_one_test_are_one_too_many() =>
        Assert.That(
            Orphans.Among(["Figure.cs", "Figure.The_picture.verified.png", "Figure.The_picture.verified.txt"], Tests),
            Has.One.Contains("one target"));

    [Test]
    public void The_tests_of_an_assembly_include_every_case_by_its_arguments() =>
        Assert.That(
            Orphans.TestsOf(typeof(OrphansTests).Assembly),
            Does.Contain($"{nameof(OrphansTests)}.{nameof(A_file_of_no_test_is_an_orphan)}_file=The_picture.verified.png"));
}

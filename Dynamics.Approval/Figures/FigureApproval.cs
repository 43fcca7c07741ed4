using System.Runtime.CompilerServices;
using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Approval;

/// <summary>
/// A figure under approval: the picture for people, its text as the gate. Derive as
/// <c>class SomeFigure() : FigureApproval()</c> and say how the figure is composed; both snapshots lie beside it.
/// </summary>
public abstract class FigureApproval
{
    readonly Lazy<Figure> _figure;
    readonly string _sourceFile;

    protected FigureApproval([CallerFilePath] string sourceFile = "")
    {
        _sourceFile = sourceFile.Length > 0
            ? sourceFile
            : throw new ArgumentException(
                $"Where to put its snapshots? Write: class {GetType().Name}() : {nameof(FigureApproval)}()", nameof(sourceFile));
        _figure = new Lazy<Figure>(Compose);
    }

    protected abstract Figure Compose();

    [Test]
    public Task The_picture()
    {
        var picture = FigureDrawing.Png(_figure.Value);
        Keep(picture, GetType().Name);
        return Verifier.Verify(picture, "png", sourceFile: _sourceFile);
    }

    [Test]
    public Task What_it_says() => Verifier.Verify(FigureText.Of(_figure.Value), sourceFile: _sourceFile);

    /// <summary>Leaves the picture with the other artifacts of the run, whatever the verdict.</summary>
    protected static void Keep(byte[] picture, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Settings.FromEnvironment.ArtifactsFolder, "figures"));
        File.WriteAllBytes(Path.Combine(folder.FullName, $"{name}.png"), picture);
    }
}

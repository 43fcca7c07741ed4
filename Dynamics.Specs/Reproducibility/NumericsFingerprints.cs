using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Reproducibility;

/// <summary>Values whose bits must be the same on every processor: the elementary functions and the random streams.</summary>
public static class NumericsFingerprints
{
    const int Arguments = 4000;

    public static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> All =>
    [
        ("Exp", () => Wide.Select(Elementary.Exp)),
        ("Expm1", () => Wide.Select(Elementary.Expm1)),
        ("Log", () => Wide.Select(x => Elementary.Log(Math.Abs(x)))),
        ("Log1p", () => Wide.Select(x => Elementary.Log1p(Math.Abs(x)))),
        ("Pow", () => Wide.Zip(Narrow).Select(p => Elementary.Pow(Math.Abs(p.First), 3 * p.Second))),
        ("Sinh", () => Wide.Select(Elementary.Sinh)),
        ("Cosh", () => Wide.Select(Elementary.Cosh)),
        ("Tanh", () => Wide.Select(Elementary.Tanh)),
        ("Asinh", () => Wide.Select(Elementary.Asinh)),
        ("Erf", () => Wide.Select(Elementary.Erf)),
        ("Erfc", () => Wide.Select(Elementary.Erfc)),
        ("Sin", () => Wide.Select(Elementary.Sin)),
        ("Cos", () => Wide.Select(Elementary.Cos)),
        ("SinCos", () => Wide.Select(Elementary.SinCos).SelectMany(p => new[] { p.Sin, p.Cos })),
        ("Asin", () => Narrow.Select(Elementary.Asin)),
        ("Acos", () => Narrow.Select(Elementary.Acos)),
        ("Atan", () => Wide.Select(Elementary.Atan)),
        ("Atan2", () => Wide.Zip(Narrow).Select(p => Elementary.Atan2(p.First, p.Second))),
        ("RandomStream.NextUniform", () => Draws(stream => stream.NextUniform())),
        ("RandomStream.NextInt32", () => Draws(stream => stream.NextInt32(1000))),
        ("RandomStream.NextNormal", () => Draws(stream => stream.NextNormal())),
        ("RandomStream.FillNormal", Normals),
        ("MatrixProduct.Of", () => MatrixProduct.Of(Matrix(40, 300), Matrix(300, 30), threads: 2).Enumerate()),
        ("MatrixProduct.WithTransposed", () => MatrixProduct.WithTransposed(Matrix(40, 30), Matrix(50, 30)).Enumerate()),
        ("MatrixProduct.Transposed", () => MatrixProduct.Transposed(Matrix(5, 7), Matrix(5, 6)).Enumerate()),
        ("MatrixProduct.Gram", () => MatrixProduct.Gram(Matrix(60, 33), threads: 3).Enumerate()),
    ];

    /// <summary>Both signs and 140 octaves around 1.</summary>
    static IEnumerable<double> Wide
    {
        get
        {
            var stream = RandomStream.FromSeed(1).Substream("wide");
            for (var i = 0; i < Arguments; i++)
                yield return (2 * stream.NextUniform() - 1) * Math.ScaleB(1, i % 3 == 0 ? stream.NextInt32(140) - 70 : i % 8);
        }
    }

    static IEnumerable<double> Narrow
    {
        get
        {
            var stream = RandomStream.FromSeed(1).Substream("narrow");
            for (var i = 0; i < Arguments; i++)
                yield return 2 * stream.NextUniform() - 1;
        }
    }

    static IEnumerable<double> Draws(Func<RandomStream, double> draw)
    {
        var stream = RandomStream.FromSeed(2).Substream("draws");
        return Enumerable.Range(0, Arguments).Select(_ => draw(stream));
    }

    static Matrix<double> Matrix(int rows, int columns) =>
        RandomStream.FromSeed(3).Substream($"{rows} x {columns}").NormalMatrix(rows, columns);

    static double[] Normals()
    {
        var values = new double[5 * Arguments + 3];
        RandomStream.FromSeed(2).Substream(3).FillNormal(values);
        return values;
    }
}

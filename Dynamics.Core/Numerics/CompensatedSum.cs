namespace Dynamics.Numerics;

/// <summary>A running sum that carries its own rounding error (Neumaier 1974): error 2 u |sum| + O(n u^2) sum |x|.</summary>
struct CompensatedSum
{
    double _sum, _lost;

    public void Add(double x)
    {
        var next = _sum + x;
        _lost += Math.Abs(_sum) >= Math.Abs(x) ? _sum - next + x : x - next + _sum;
        _sum = next;
    }

    /// <summary>An infinite sum has lost nothing.</summary>
    public readonly double Total => double.IsInfinity(_sum) ? _sum : _sum + _lost;
}

using BenchmarkDotNet.Running;
using Dynamics.Benchmarks.Ratios;
using MathNet.Numerics;

Control.UseManaged();
Control.UseSingleThread();
if (args is ["ratios", .. var names]) RatioReport.Run(names);
else BenchmarkSwitcher.FromAssembly(typeof(Goal).Assembly).Run(args);

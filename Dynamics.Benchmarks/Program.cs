using BenchmarkDotNet.Running;
using Dynamics.Benchmarks.Ratios;
using MathNet.Numerics;

Control.UseManaged();
Control.UseSingleThread();
if (args is ["ratios", .. var names]) RatioReport.Run(names);
else if (args is ["workload", .. var threads]) Workload.Run(threads is [var count] ? int.Parse(count) : Environment.ProcessorCount);
else BenchmarkSwitcher.FromAssembly(typeof(Goal).Assembly).Run(args);

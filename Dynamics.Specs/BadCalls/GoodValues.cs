using System.Collections.Immutable;
using Dynamics.Architectures;
using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.BadCalls;

/// <summary>
/// A value with which a call is right, for each argument of Core: by owner, member and name, by owner and name, or by type alone.
/// Fresh at each call, for what is called may write into it.
/// </summary>
static class GoodValues
{
    /// <summary>What a member is called on.</summary>
    public static object Receiver(Type owner) => Of(owner) ?? throw Missing($"a {owner.Name} to call");

    /// <summary>An argument with which the call is right.</summary>
    public static object? Argument(Callable called, Argument argument)
    {
        var owner = called.Owner.Name;
        if (Named($"{owner}.{called.Member}.{argument.Name}") is { } ofMember) return ofMember();
        if (Named($"{owner}.{argument.Name}") is { } ofOwner) return ofOwner();
        if (typeof(IStatisticalModel).IsAssignableFrom(called.Owner) && OfModel(called.Owner, argument.Name) is { } ofModel)
            return argument.Type == typeof(Real[]) ? ((Vector<double>)ofModel).Select(x => new Real(x)).ToArray() : ofModel;
        if (called.IsSetter)
            return called.Owner.GetProperty(argument.Name)!.GetValue(Receiver(called.Owner)) is { } held ? Copied(held) : null;
        if (argument.TakesNull && !ByType.ContainsKey(argument.Type)) return null;
        return Of(argument.Type) ?? throw Missing($"{called}: '{argument.Name}', {argument.Type}");
    }

    static Func<object>? Named(string key) => ByName.GetValueOrDefault(key);

    static object? Of(Type type) =>
        ByType.TryGetValue(type, out var value) ? Copied(value())
        : typeof(IStatisticalModel).IsAssignableFrom(type) ? Model(type)
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : Nullable.GetUnderlyingType(type) is { } underlying ? Of(underlying)
        : type.IsValueType || type.GetConstructor([]) is not null ? Activator.CreateInstance(type)
        : null;

    /// <summary>A record of one's own: what is written into it is written into no other.</summary>
    internal static object Copied(object value) => value.GetType().GetMethod("<Clone>$")?.Invoke(value, null) ?? value;

    static InvalidOperationException Missing(string what) => new($"GoodValues has no value for {what}.");

    /// <summary>Parameters of the model itself, and what it says of them.</summary>
    static object? OfModel(Type owner, string name)
    {
        var model = (IStatisticalModel)Receiver(owner);
        var parameters = Filled(model.ParameterCount, model is GaussianNatural ? -.3 : .3);
        return name switch
        {
            "parameters" or "natural" or "theta" => parameters,
            "mean" => ((IExponentialFamily)model).MeanParameters(parameters),
            "outcome" => model.Expectation(parameters).Outcome(0).ToArray(),
            "under" => model.Expectation(parameters),
            _ => null,
        };
    }

    static IStatisticalModel Model(Type type) => (IStatisticalModel)(Models.TryGetValue(type, out var model) ? model()
        : Activator.CreateInstance(type, [.. type.GetConstructors()[0].GetParameters().Select(parameter => parameter.DefaultValue)])!);

    static readonly Dictionary<Type, Func<IStatisticalModel>> Models = new()
    {
        [typeof(Categorical)] = () => new Categorical(3),
        [typeof(Softmax)] = () => new Softmax(3),
        [typeof(GaussianMean)] = () => new GaussianMean(2, 3),
        [typeof(NonlinearRegression)] = () => new NonlinearRegression(V(.5, 1)),
        [typeof(SoftmaxRegression)] = () => new SoftmaxRegression(M(2, 2), 3),
        [typeof(Conditional)] = () => new Conditional(new LinearPredictor(M(2, 2), 1), new GaussianMean(1)),
        [typeof(IndependentObservations)] = () => new IndependentObservations(new Bernoulli(), 2),
        [typeof(Reparameterised)] = () => new Reparameterised(new Gaussian(), Chart()),
        [typeof(SeenThrough)] = SeenThrough,
        [typeof(GivenSeen)] = () => new GivenSeen(SeenThrough(), 0),
        [typeof(IStatisticalModel)] = () => new Gaussian(),
        [typeof(IConditionalModel)] = () => Model(typeof(Conditional)),
        [typeof(IExponentialFamily)] = () => new Bernoulli(),
        [typeof(ISampleable)] = () => new Gaussian(),
    };

    static readonly Lazy<SgdPath> ShortPath = new(() => PathOfSgd.Run(SmallPath())[0]);

    static readonly Dictionary<Type, Func<object>> ByType = new()
    {
        [typeof(int)] = () => 2,
        [typeof(long)] = () => 2L,
        [typeof(double)] = () => .5,
        [typeof(string)] = () => "name",
        [typeof(double[])] = () => new[] { .5, .25 },
        [typeof(Real[])] = () => new[] { new Real(.5), new Real(.25) },
        [typeof(HyperDual[])] = () => new[] { HyperDual.Constant(.5), HyperDual.Constant(.25) },
        [typeof(int[])] = () => new[] { 0, 1 },
        [typeof(Vector<double>)] = () => V(.5, .25),
        [typeof(Matrix<double>)] = () => M(2, 2),
        [typeof((double, double))] = () => (.5, .25),
        [typeof(ImmutableArray<(double, double)>)] = () => ImmutableArray.Create((.5, .25)),
        [typeof(IReadOnlyList<double>)] = () => new[] { .5, .25 },
        [typeof(IReadOnlyList<int>)] = () => new[] { 0, 1 },
        [typeof(IReadOnlyList<double[]>)] = () => new[] { new[] { .5 }, [.25] },
        [typeof(IReadOnlyList<Matrix<double>>)] = () => new[] { M(2, 2), M(2, 2) },
        [typeof(IReadOnlyList<Vector<double>>)] = () => new[] { V(.5, .5), V(.25, .75) },
        [typeof(IReadOnlyList<(double, double)>)] = () => new[] { (.5, .25) },
        [typeof(Stream)] = () => new MemoryStream(),
        [typeof(RandomStream)] = () => RandomStream.FromSeed(1),
        [typeof(Func<Vector<double>, Vector<double>>)] = () => (Func<Vector<double>, Vector<double>>)(x => 2 * x),
        [typeof(Func<Vector<double>, Matrix<double>>)] = () => (Func<Vector<double>, Matrix<double>>)(x => M(x.Count, x.Count)),
        [typeof(Func<ReadOnlySpan<double>, double>)] = () => (Func<ReadOnlySpan<double>, double>)(x => x[0]),
        [typeof(Func<ReadOnlySpan<double>, Vector<double>>)] = () => (Func<ReadOnlySpan<double>, Vector<double>>)(x => V(x.ToArray())),
        [typeof(Func<int, Vector<double>, Matrix<double>>)] = () => 
            (Func<int, Vector<double>, Matrix<double>>)((_, z) => M(z.Count, z.Count)),
        [typeof(Func<double[], double[]>)] = () => (Func<double[], double[]>)(x => x),
        [typeof(Func<KernelRun, double>)] = () => (Func<KernelRun, double>)(run => run.Points[^1].Loss),
        [typeof(Func<Activation, Activation>)] = () => (Func<Activation, Activation>)(phi => phi),
        [typeof(Action<TrainingRun>)] = () => (Action<TrainingRun>)(_ => { }),

        [typeof(Activation)] = () => Activations.Tanh,
        [typeof(PiecewiseLinear)] = () => new PiecewiseLinear("leaky", .1, 1),
        [typeof(Monomial)] = () => new Monomial(2),
        [typeof(Layer)] = () => new Dense(3),
        [typeof(Dense)] = () => new Dense(3),
        [typeof(WeightNormalisedDense)] = () => new WeightNormalisedDense(3),
        [typeof(Activated)] = () => new Activated(Activations.Tanh),
        [typeof(Convolution)] = () => new Convolution(2, 3, Padding.Zero),
        [typeof(AveragePooling)] = () => new AveragePooling(2),
        [typeof(Residual)] = () => Residual.Of(new Activated(Activations.Tanh)),
        [typeof(Layer[])] = () => new Layer[] { new Activated(Activations.Tanh) },
        [typeof(IEnumerable<Layer>)] = () => new Layer[] { new Dense(3), new Activated(Activations.Tanh), new Dense(1) },
        [typeof(ImmutableArray<ImmutableArray<Layer>>)] = () =>
            ImmutableArray.Create<ImmutableArray<Layer>>([new Activated(Activations.Tanh)]),
        [typeof(Shape)] = () => Shape.Vector(2),
        [typeof(PairCovariance)] = () => new PairCovariance(1, 1, .5),
        [typeof(Architecture)] = Small,
        [typeof(Network)] = Net,
        [typeof(Parameterization)] = () => Parameterization.Ntk,
        [typeof(IDifferentiableModel)] = Net,
        [typeof(FirstOrderExpansion)] = () => new FirstOrderExpansion(Net(), Filled(13, .1)),
        [typeof(IParametricFunction)] = () => new Plane(),
        [typeof(FunctionModel)] = () => new FunctionModel(new Plane()),
        [typeof(Loss)] = () => Loss.Squared,
        [typeof(Objective)] = Goal,
        [typeof(Likelihood)] = Chances,
        [typeof(FullKernel)] = () => EmpiricalNtk.Full(Net(), Filled(13, .1), M(2, 2)),
        [typeof(TraceKernel)] = () => EmpiricalNtk.Trace(Net(), Filled(13, .1), M(2, 2)),
        [typeof(ParameterBlock)] = () => Net().Blocks[0],

        [typeof(IScalarFunction)] = () => new ValleyLoss(),
        [typeof(ValleyLoss)] = () => new ValleyLoss(),
        [typeof(CrossEntropy)] = () => new CrossEntropy(new Bernoulli(), new Bernoulli().Expectation(V(.3))),
        [typeof(LogPartition)] = () => new LogPartition(new Bernoulli()),
        [typeof(NegativeEntropy)] = () => new NegativeEntropy(new Bernoulli()),
        [typeof(NegativeLogLikelihood)] = () => new NegativeLogLikelihood(new Bernoulli(), [1]),
        [typeof(ExpectationRule)] = () => new Gaussian().Expectation(V(.3, .3)),
        [typeof(IChart)] = Chart,
        [typeof(AffineChart)] = Chart,
        [typeof(ComposedChart)] = () => new ComposedChart(Chart(), Chart()),
        [typeof(LogOddsChart)] = () => new LogOddsChart(2),
        [typeof(ShearChart)] = () => new ShearChart(M(2, 2)),
        [typeof(IPredictor)] = () => new LinearPredictor(M(2, 2), 1),
        [typeof(LinearPredictor)] = () => new LinearPredictor(M(2, 2), 1),
        [typeof(MarkovMap)] = Map,
        [typeof(KalmanFilter)] = () => new KalmanFilter(V(.5, .25), M(2, 2)),
        [typeof(OnlineNaturalGradient)] = () => OnlineNaturalGradient.From(V(.5, .25), M(2, 2)),
        [typeof(MirrorDescent)] = () => MirrorDescent.WithLogPartition(new Bernoulli()),
        [typeof(NaturalGradientFlow)] = () => new NaturalGradientFlow(new CurvedValleyModel(), new ValleyLoss()),
        [typeof(GaussianGeodesic)] = () => GaussianGeodesic.Between((0, 1), (1, 2)),
        [typeof(KroneckerFactors)] = () => new KroneckerFactors(M(2, 2), M(2, 2), M(2, 2)),
        [typeof(SoftmaxRegressionLoss)] = () => new SoftmaxRegressionLoss(M(2, 2), [0, 2], 3),

        [typeof(KernelRegression)] = () => new KernelRegression(M(2, 2), M(2, 1), .1),
        [typeof(LinearisedTraining)] = () => new LinearisedTraining(M(2, 2)),
        [typeof(TrainingTime)] = () => TrainingTime.GradientFlow(1),
        [typeof(AnalyticKernels)] = () => AnalyticKernels.Of(Small(), M(2, 2)),

        [typeof(CholeskyFactorisation)] = () => CholeskyFactorisation.Of(M(2, 2)),
        [typeof(MatrixView)] = () => MatrixView.Of(M(2, 2)),
        [typeof(TableView)] = () => new TableView([1, 2, 3, 4], 0, [0, 1], [0, 2]),
        [typeof(Threefry)] = () => new Threefry(1, 2),
        [typeof(DivergedException)] = () => new DivergedException("loss", 1, double.NaN),

        [typeof(DiagonalLinearNetwork)] = () => new DiagonalLinearNetwork(.5),
        [typeof(HomogeneousNetwork)] = () => new HomogeneousNetwork(2, [2], 1),
        [typeof(Grokking)] = () => new Grokking(FewClusters(), Clusters(), M(2, 4)),
        [typeof(GrokkingSettings)] = FewClusters,
        [typeof(XorClusterSettings)] = () => FewClusters().Clusters,
        [typeof(XorClusterSample)] = Clusters,
        [typeof(ParityNetwork)] = () => new ParityNetwork(SmallParity(), RandomStream.FromSeed(1)),
        [typeof(XorParitySettings)] = SmallParity,
        [typeof(MarginSettings)] = SmallMargin,
        [typeof(MarginPoint)] = () => MarginMaximisation.Run(SmallMargin(), RandomStream.FromSeed(1)).Points[^1],

        [typeof(Schedule)] = () => Schedule.Constant(.1),
        [typeof(Optimiser)] = () => new Adam(.1),
        [typeof(BatchOrder)] = () => new BatchOrder(4, 2, RandomStream.FromSeed(1)),
        [typeof(Checkpoint)] = () => new Checkpoint(0, Filled(13, .1), [Filled(13, 0), Filled(13, 0)]),
        [typeof(IGradientOracle)] = () => new FullBatch(Goal()),
        [typeof(FullBatch)] = () => new FullBatch(Goal()),
        [typeof(MiniBatches)] = () => new MiniBatches(Net(), Loss.Squared, M(2, 2), M(2, 1), 1, RandomStream.FromSeed(1)),
        [typeof(NaturalGradients)] = () => new NaturalGradients(Goal(), Chances(), M(2, 1), .1),
        [typeof(GradientFlow)] = () => new GradientFlow(x => x),
        [typeof(TrainingRun)] = () => new TrainingRun(new FullBatch(Goal()), new Adam(.1), Filled(13, .1)),
        [typeof(Trajectory)] = () => Walk(),
        [typeof(TrajectoryGeometry)] = () => Walk().Geometry(),

        [typeof(GrokkingPoint)] = () => Dynamics.RichRegime.Grokking.Run(FewClusters(), RandomStream.FromSeed(1))[^1],
        [typeof(ImageClassificationResult)] = () =>
            ImageClassification.Run((ImageClassificationSettings)Receiver(typeof(ImageClassificationSettings))),
        [typeof(ClassificationRun)] = () => ((ImageClassificationResult)Receiver(typeof(ImageClassificationResult))).Plain[0],
        [typeof(KernelEvolutionResult)] = () => KernelEvolution.Run((KernelEvolutionSettings)Receiver(typeof(KernelEvolutionSettings))),
        [typeof(TwoChartsResult)] = () => TwoCharts.Run((TwoChartsSettings)Receiver(typeof(TwoChartsSettings))),
        [typeof(LabelledImages)] = SmallImages,
        [typeof(CatapultPoint)] = () => new CatapultPoint(.5, 2),
        [typeof(CurvedValleySettings)] = () => new CurvedValleySettings
        {
            GradientDescent = [new(.001, 2)], NaturalGradient = [new(.5, 2)],
        },
        [typeof(EdgeOfStabilitySettings)] = () => new EdgeOfStabilitySettings
        {
            Width = 2, Examples = 2, Inputs = 2, Duration = 2, Looks = 2,
        },
        [typeof(FisherEllipsesSettings)] = () => new FisherEllipsesSettings(new Gaussian(), [(0, 0)], .1) { Directions = 4 },
        [typeof(GaussianHalfPlaneSettings)] = () => new GaussianHalfPlaneSettings { Duration = 1, FlowSteps = 4, Points = 4 },
        [typeof(ImageClassificationSettings)] = () => new ImageClassificationSettings(SmallImages(), SmallImages())
        {
            GradientSteps = [.1], GradientStepCount = 2, Dampings = [.1], NaturalStepCount = 2,
        },
        [typeof(KernelEvolutionSettings)] = () => new KernelEvolutionSettings(SmallImages(), SmallImages())
        {
            Widths = [2, 3], Looks = [0, 2], Eigenvalues = 1, Batch = 2,
        },
        [typeof(PathOfSgdSettings)] = SmallPath,
        [typeof(TwoChartsSettings)] = () => new TwoChartsSettings
        {
            NaturalPathSteps = 64, PlainPathSteps = 256, NaturalSteps = [8, 16], PlainSteps = [64, 128],
        },
        [typeof(SgdPath)] = () => ShortPath.Value,
        [typeof(NamedOptimiser)] = () => new NamedOptimiser("SGD", new GradientDescent(.1)),
    };

    static readonly Dictionary<string, Func<object>> ByName = new()
    {
        ["Checkpoint.Read.stream"] = () =>
        {
            var stream = new MemoryStream();
            ((Checkpoint)ByType[typeof(Checkpoint)]()).Write(stream);
            stream.Position = 0;
            return stream;
        },
        ["IdxFile.path"] = () => Path.Combine(FashionMnistSubset.Folder, "t10k-images-idx3-ubyte.gz"),
        ["IdxFile.mostBytes"] = () => 1L << 28,
        ["LabelledImages.mostBytes"] = () => 1L << 28,
        ["LabelledImages.folder"] = () => FashionMnistSubset.Folder,
        ["LabelledImages.Load.classes"] = () => 10,
        ["Curvature.parameters"] = Theta,
        ["FullBatch.parameters"] = Theta,
        ["FullBatch.gradient"] = Theta,
        ["MiniBatches.parameters"] = Theta,
        ["MiniBatches.gradient"] = Theta,
        ["MiniBatches.targets"] = () => M(2, 1),
        ["NaturalGradients.parameters"] = Theta,
        ["NaturalGradients.gradient"] = Theta,
        ["NaturalGradients.labels"] = () => M(2, 1),
        ["Jacobian.parameters"] = Theta,
        ["Network.parameters"] = Theta,
        ["Network.direction"] = Theta,
        ["Network.cotangent"] = () => M(2, 1),
        ["FirstOrderExpansion.around"] = Theta,
        ["FirstOrderExpansion.parameters"] = Theta,
        ["FirstOrderExpansion.direction"] = Theta,
        ["FirstOrderExpansion.cotangent"] = () => M(2, 1),
        ["EmpiricalNtk.parameters"] = Theta,
        ["KroneckerFisher.parameters"] = Theta,
        ["KroneckerFisher.head"] = () => new GaussianMean(1),
        ["FunctionModel.cotangent"] = () => M(2, 1),
        ["Likelihood.parameters"] = Theta,
        ["Likelihood.direction"] = Theta,
        ["Likelihood.head"] = () => new GaussianMean(1),
        ["Likelihood.labels"] = () => M(2, 1),
        ["Objective.parameters"] = Theta,
        ["Objective.gradient"] = Theta,
        ["Objective.direction"] = Theta,
        ["Objective.targets"] = () => M(2, 1),
        ["TrainingRun.start"] = Theta,
        ["GradientFlow.times"] = () => new[] { .25, .5 },
        ["RandomWalk.count"] = () => 4,
        ["Grokking.weights"] = () => M(2, 4),
        ["HomogeneousNetwork.hidden"] = () => new[] { 2 },
        ["HomogeneousNetwork.power"] = () => 1,
        ["HomogeneousNetwork.parameters"] = () => new[] { .1, .2, .3, .4, .5, .6 },
        ["ParityNetwork.inputs"] = () => M(2, 4),
        ["ParityNetwork.labels"] = () => new double[] { 1, -1 },
        ["XorClusterSample.noise"] = () => M(8, 2),
        ["CholeskyFactorisation.row"] = () => 1,
        ["LogSumExp.k"] = () => 1,
        ["Conditional.head"] = () => new GaussianMean(1),
        ["DualCoordinates.natural"] = () => V(.3),
        ["DualCoordinates.mean"] = () => V(.3),
        ["DualCoordinates.from"] = () => V(.3),
        ["DualCoordinates.to"] = () => V(.4),
        ["Score.outcome"] = () => new[] { .5 },
        ["NegativeLogLikelihood.outcome"] = () => new[] { .5 },
        ["FisherEllipsesSettings.Centres"] = () => ImmutableArray.Create((0.0, 0.0)),
        ["SoftmaxRegressionLoss.theta"] = () => Filled(9, .1),
        ["SoftmaxRegressionLoss.classes"] = () => 3,
        ["LinearPredictor.parameters"] = () => new[] { new Real(.1), new Real(.2), new Real(.3) },
        ["LinearPredictor.outputs"] = () => new[] { new Real(0) },
        ["LinearPredictor.example"] = () => 1,
        ["LinearPredictor.new.outputs"] = () => 1,
        ["EmpiricalFisher.data"] = () => M(2, 1),
        ["LogPartition.x"] = () => new[] { new Real(.5) },
        ["NegativeEntropy.x"] = () => new[] { new Real(.5) },
        ["CrossEntropy.x"] = () => new[] { new Real(.5) },
        ["NegativeLogLikelihood.x"] = () => new[] { new Real(.5) },
        ["CrossEntropy.model"] = () => new Bernoulli(),
        ["CrossEntropy.target"] = () => new Bernoulli().Expectation(V(.3)),
        ["MatrixView.row"] = () => 0,
        ["MatrixView.rows"] = () => 1,
        ["MatrixView.column"] = () => 1,
        ["MatrixView.columns"] = () => 1,
        ["MirrorDescent.point"] = () => V(.3),
        ["MirrorDescent.gradient"] = () => V(.1),
        ["FisherInformation.ByGaussNewton.parameters"] = () => V(.1, .2, .3),
        ["GaussNewton.parameters"] = () => V(.1, .2, .3),
        ["GaussNewton.labels"] = () => M(2, 1),
        ["OutputJacobian.parameters"] = () => V(.1, .2, .3),
        ["OutputJacobian.example"] = () => 1,
        ["PredictorCalculus.parameters"] = () => V(.1, .2, .3),
        ["GivenSeen.y"] = () => 1,
        ["MarkovMap.probabilities"] = () => Matrix<double>.Build.DenseOfRowMajor(2, 2, [.75, .5, .25, .5]),
        ["MarkovMap.y"] = () => 1,
        ["MarkovMap.x"] = () => 1,
        ["SeenThrough.model"] = () => new Bernoulli(),
        ["GaussianNatural.FromMeanAndScale.mean"] = () => .5,
        ["GaussianNatural.FromMeanAndScale.scale"] = () => .5,
        ["LabelledImages.new.pixels"] = () => M(2, 8),
        ["PathOfSgdSettings.Images"] = Images,
        ["PathOfSgdSettings.images"] = Images,
    };

    static Vector<double> Theta() => Filled(13, .1);

    static Vector<double> V(params double[] entries) => Vector<double>.Build.Dense(entries);

    static Vector<double> Filled(int length, double value) => Vector<double>.Build.Dense(length, value);

    /// <summary>Symmetric and positive definite where it is square, and without zeros.</summary>
    static Matrix<double> M(int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, (i, j) => i == j ? 2 : 1.0 / (1 + i + j));

    static AffineChart Chart() => new(M(2, 2), V(.5, .25));

    static MarkovMap Map() => new(Matrix<double>.Build.DenseOfRowMajor(2, 2, [.75, .5, .25, .5]));

    static SeenThrough SeenThrough() => new(new Bernoulli(), Map());

    static Architecture Small() => new(Shape.Vector(2), new Dense(3, 1, .1), new Activated(Activations.Tanh), new Dense(1, 1, .1));

    static Network Net() => new(Small());

    static Objective Goal() => Objective.Mean(Net(), Loss.Squared, M(2, 2), M(2, 1));

    static Likelihood Chances() => Likelihood.Mean(Net(), new GaussianMean(1), M(2, 2));

    static GrokkingSettings FewClusters() => new()
    {
        Width = 2, Steps = 2, InitialScale = .1, LearningRate = .1,
        Clusters = new() { Dimension = 20, MeanNorm = 2, TrainingSizes = [1, 1, 1, 1], Flips = 1, TestSize = 1 },
    };

    static XorClusterSample Clusters() => XorClusterSample.Direct(FewClusters().Clusters with { Dimension = 4 }, RandomStream.FromSeed(1));

    static XorParitySettings SmallParity() => new() { Dimension = 4, ExamplesPerDimension = 2, Width = 2, Steps = 2, TestCount = 2 };

    static MarginSettings SmallMargin() => new() { Examples = 4, Hidden = [4], Steps = 8, Points = 2 };

    static Trajectory Walk() => RandomWalk.Draw(8, 2, RandomStream.FromSeed(1));

    static LabelledImages Images() => new(
        Matrix<double>.Build.Dense(21, 28 * 28, (i, j) => (i + j) % 7 / 7.0), 1, 28, 28,
        [.. Enumerable.Range(0, 21).Select(i => i % 10)], 10);

    static LabelledImages SmallImages() => new(Matrix<double>.Build.Dense(4, 4, (i, j) => (i + j) % 3 / 3.0), 1, 2, 2, [0, 1, 2, 1], 3);

    static PathOfSgdSettings SmallPath() => new(Images())
    {
        Optimisers = [new("SGD", new GradientDescent(.01))], Seeds = [1], BatchSize = 2, Steps = 8, StepsASnapshot = 2, ForkSteps = 2,
    };

    sealed class Plane : IParametricFunction
    {
        public int ParameterCount => 2;

        public int InputCount => 2;

        public int OutputCount => 1;

        public void Evaluate<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> input, Span<TScalar> outputs)
            where TScalar : struct, IScalar<TScalar> => outputs[0] = TScalar.Dot(parameters, input);
    }
}

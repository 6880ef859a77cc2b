using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// How much the outcome and each part of a result count in a class that shows one figure; each from 0 to <see cref="Most"/>, and not all 0.
/// </summary>
/// <param name="Outcome">Weight of the outcome.</param>
/// <param name="Response">Weight of the times.</param>
/// <param name="Severity">Weight of the severity.</param>
/// <param name="Diagnosis">Weight of the diagnosis.</param>
/// <param name="Communication">Weight of the communication.</param>
/// <param name="Safety">Weight of safety.</param>
public sealed record ResultWeights(int Outcome, int Response, int Severity, int Diagnosis, int Communication, int Safety)
{
    /// <summary>The largest weight.</summary>
    public const int Most = 100;

    /// <summary>The default weights, see <c>docs/measures.md</c>.</summary>
    public static ResultWeights Default { get; } = new(30, 15, 10, 20, 15, 10);

    /// <summary>The weights with the names of the parts, the outcome first.</summary>
    public IReadOnlyList<(string Name, int Weight)> All =>
        [(nameof(Outcome), Outcome), .. Parts.Select(one => (one.Part.ToString(), one.Weight))];

    /// <summary>The sum of all weights; each counts with its share of the sum.</summary>
    public int Sum => Outcome + Parts.Sum(one => one.Weight);

    /// <summary>Whether every weight is within its bounds and at least one is not 0.</summary>
    public bool IsValid => All.All(one => one.Weight is >= 0 and <= Most) && Sum > 0;

    private IReadOnlyList<(ResultKind Part, int Weight)> Parts =>
        [
            (ResultKind.Response, Response),
            (ResultKind.Severity, Severity),
            (ResultKind.Diagnosis, Diagnosis),
            (ResultKind.Communication, Communication),
            (ResultKind.Safety, Safety),
        ];

    /// <summary>
    /// One figure from 0 to 100: the outcome, limited to 0 to 100, and each part, which counts fully when met, half when partly met and not
    /// at all when not met, each after corrections. Parts that were not judged are left out; null when nothing that counts was judged.
    /// </summary>
    /// <param name="parts">The parts of a result.</param>
    /// <param name="outcome">The outcome; null when there is none.</param>
    public int? FigureOf(IReadOnlyList<ResultPart> parts, double? outcome)
    {
        List<(int Weight, double Share)> judged =
        [
            .. outcome is { } measured ? [(Outcome, Math.Clamp(measured, 0, 100) / 100)] : Array.Empty<(int, double)>(),
            .. from one in Parts
            from part in parts
            where part.Kind == one.Part && part.Final != ResultMark.Neutral
            select (one.Weight, Share(part.Final)),
        ];
        var weight = judged.Sum(one => one.Weight);
        return weight == 0
            ? null
            : (int)Math.Round(judged.Sum(one => one.Weight * one.Share) * 100 / weight, MidpointRounding.AwayFromZero);
    }

    private static double Share(ResultMark mark) =>
        mark switch
        {
            ResultMark.Good => 1,
            ResultMark.Partly => 0.5,
            _ => 0,
        };
}

/// <summary>A class's setting for one figure per result. The figure is off until an instructor switches it on.</summary>
public sealed class ClassWeights
{
    private ClassWeights() { }

    internal ClassWeights(Guid cohortId) => CohortId = cohortId;

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>Whether results show the figure.</summary>
    public bool IsShown { get; private set; }

    /// <summary>Weight of the outcome.</summary>
    public int Outcome { get; private set; }

    /// <summary>Weight of the times.</summary>
    public int Response { get; private set; }

    /// <summary>Weight of the severity.</summary>
    public int Severity { get; private set; }

    /// <summary>Weight of the diagnosis.</summary>
    public int Diagnosis { get; private set; }

    /// <summary>Weight of the communication.</summary>
    public int Communication { get; private set; }

    /// <summary>Weight of safety.</summary>
    public int Safety { get; private set; }

    /// <summary>The weights.</summary>
    public ResultWeights Weights => new(Outcome, Response, Severity, Diagnosis, Communication, Safety);

    internal void Choose(bool isShown, ResultWeights weights) =>
        (IsShown, Outcome, Response, Severity, Diagnosis, Communication, Safety) = (
            isShown,
            weights.Outcome,
            weights.Response,
            weights.Severity,
            weights.Diagnosis,
            weights.Communication,
            weights.Safety
        );
}

internal sealed class ClassWeightsConfiguration : IEntityTypeConfiguration<ClassWeights>
{
    public void Configure(EntityTypeBuilder<ClassWeights> weights)
    {
        weights.ToTable("ClassWeights");
        weights.HasKey(w => w.CohortId);
        weights.Ignore(w => w.Weights);
        weights.HasOne<Cohort>().WithOne().HasForeignKey<ClassWeights>(w => w.CohortId).OnDelete(DeleteBehavior.Cascade);
    }
}

using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The origins of a fault that a form offers: everything that the shop's views show, whatever the run's cause is.</summary>
/// <param name="Title">The kind of thing, as a heading.</param>
/// <param name="Origins">Each with its words.</param>
public sealed record OriginGroup(string Title, IReadOnlyList<(FaultOrigin Origin, string Words)> Origins)
{
    // Offered even while one is missing: a shorter list would reveal that.
    private static readonly string[] Usual = ["api-1", "api-2", "worker-1", "worker-2", "worker-3", "worker-4"];

    /// <summary>The current choices of a shop, sorted by id, so that neither their order nor their number reveals anything.</summary>
    public static IReadOnlyList<OriginGroup> Of(IShopReads shop) =>
        [
            new("In general", [(FaultOrigin.Unknown, "not known yet"), (FaultOrigin.Nothing, "nothing changed")]),
            new(
                "A change",
                [
                    .. shop.Changes()
                        .OrderBy(change => change.Id, StringComparer.Ordinal)
                        .Select(change => (new FaultOrigin(OriginKind.Change, change.Id), change.Title)),
                ]
            ),
            new(
                "A feature flag",
                [
                    .. shop.Flags()
                        .OrderBy(flag => flag.Id, StringComparer.Ordinal)
                        .Select(flag => (new FaultOrigin(OriginKind.Flag, flag.Id), flag.Id)),
                ]
            ),
            new(
                "A chaos experiment",
                [
                    .. shop.Experiments()
                        .OrderBy(one => one.Id, StringComparer.Ordinal)
                        .Select(one => (new FaultOrigin(OriginKind.Experiment, one.Id), one.Title)),
                ]
            ),
            new(
                "Sessions in the database",
                [.. FaultOrigin.Sessions.Select(client => (new FaultOrigin(OriginKind.Session, client), client))]
            ),
            new(
                "An instance or a worker",
                [
                    .. shop.State()
                        .Instances.Select(instance => instance.Name)
                        .Concat(shop.Work().Workers.Select(worker => worker.Name))
                        .Concat(Usual)
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                        .Select(name => (new FaultOrigin(OriginKind.Instance, name), name)),
                ]
            ),
        ];
}

/// <summary>Checks a person's claim against what the shop shows, not against the truth.</summary>
internal static class ClaimCheck
{
    private const int LongestNumber = 12;

    // A run shows a change under its own number; the truth uses its id in the scenario.
    private static FaultOrigin Kept(RunSession session, FaultOrigin origin) =>
        origin.Kind == OriginKind.Change && ChangeDraw.KeyOf(session.Scenario, session.Run.Seed, origin.Id) is { } key
            ? origin with
            {
                Id = key,
            }
            : origin;

    /// <summary>The claims with their origins in stored form, or why they cannot be stored.</summary>
    public static Outcome<IReadOnlyList<FaultClaim>> Read(RunSession session, IReadOnlyList<FaultClaim> claims)
    {
        if (claims.Count > FaultClaim.Most)
        {
            return Refusal.Invalid($"Name at most {FaultClaim.Most} faults: the ones that explain the rest.");
        }

        var offered = OriginGroup
            .Of(ShopWindow.ReadsOf(session.Shop))
            .SelectMany(group => group.Origins)
            .Select(one => one.Origin)
            .ToHashSet();
        List<FaultClaim> read = [];
        foreach (var claim in claims)
        {
            if (!Enum.IsDefined(claim.Where) || !Enum.IsDefined(claim.How))
            {
                return Refusal.Invalid("Choose what failed and how.");
            }

            if (claim.StartedBy is { Kind: OriginKind.Job or OriginKind.Suspect, Id: var number })
            {
                if (number.Length is 0 or > LongestNumber || !number.All(char.IsAsciiDigit))
                {
                    return Refusal.Invalid("Enter the job number shown in the queue.");
                }

                // Which job ended the workers can only be determined while it exists.
                read.Add(
                    claim with
                    {
                        StartedBy = new FaultOrigin(
                            ExpertPlayer.Suspect(session.Shop) == number ? OriginKind.Suspect : OriginKind.Job,
                            number
                        ),
                    }
                );
            }
            else if (offered.Contains(claim.StartedBy))
            {
                read.Add(claim with { StartedBy = Kept(session, claim.StartedBy) });
            }
            else
            {
                return Refusal.Invalid("Choose what started it from the list, or say that it is not known yet.");
            }
        }

        return read.Select(claim => (claim.Where, claim.How)).Distinct().Count() < read.Count
            ? Refusal.Invalid("The same fault is named twice. Remove one.")
            : read;
    }
}

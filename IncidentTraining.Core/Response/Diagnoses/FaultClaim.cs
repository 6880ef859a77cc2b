using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>A person's statement of what is wrong: what failed, how, and what started it.</summary>
/// <param name="Where">What failed.</param>
/// <param name="How">How it failed.</param>
/// <param name="StartedBy">What started it.</param>
public sealed record FaultClaim(FaultPlace Where, FaultMode How, FaultOrigin StartedBy)
{
    /// <summary>The most faults in a diagnosis.</summary>
    public const int Most = 3;

    /// <summary>How "no incident" is stored: a diagnosis without a fault.</summary>
    internal const string NoIncident = "no-incident";

    /// <summary>The claim in words.</summary>
    public string Words => $"{Where.Title()} · {How.Title().Split(':')[0].ToLowerInvariant()} · {StartedBy.Words}";

    /// <summary>Claims in words; states when there are none.</summary>
    public static string WordsOf(IReadOnlyList<FaultClaim> claims) =>
        claims.Count == 0 ? "no incident" : string.Join("; ", claims.Select(claim => claim.Words));

    /// <summary>The stored form of claims.</summary>
    public static string Format(IReadOnlyList<FaultClaim> claims) =>
        claims.Count == 0 ? NoIncident : string.Join('\n', claims.Select(claim => $"{claim.Where}|{claim.How}|{claim.StartedBy}"));

    /// <summary>Parses claims; null for no text, or one that an older version of the portal stored.</summary>
    public static IReadOnlyList<FaultClaim>? Parse(string? text)
    {
        if (text is null or NoIncident)
        {
            return text is null ? null : [];
        }

        List<FaultClaim> claims = [];
        foreach (var line in text.Split('\n'))
        {
            if (
                line.Split('|', 3) is not [var where, var how, var origin]
                || !Enum.TryParse<FaultPlace>(where, out var place)
                || !Enum.TryParse<FaultMode>(how, out var mode)
                || FaultOrigin.Parse(origin) is not { } startedBy
            )
            {
                return null;
            }

            claims.Add(new FaultClaim(place, mode, startedBy));
        }

        return claims;
    }
}

/// <summary>A declared diagnosis.</summary>
/// <param name="Claims">The faults that it claims; empty for "no incident".</param>
/// <param name="Sentence">The declaring person's own words.</param>
/// <param name="Evidence">The numbers of the pinned entries that support it.</param>
/// <param name="At">Virtual time.</param>
/// <param name="By">Who declared it.</param>
/// <param name="PersonId">That person; null when the entry names none.</param>
public sealed record DeclaredDiagnosis(
    IReadOnlyList<FaultClaim> Claims,
    string Sentence,
    IReadOnlyList<int> Evidence,
    TimeSpan At,
    string By,
    Guid? PersonId
)
{
    /// <summary>The figures and ids stored with the entry.</summary>
    internal sealed record Facts(string Claims, string Sentence, IReadOnlyList<int> Evidence);

    /// <summary>The diagnoses of a run, oldest first.</summary>
    internal static IReadOnlyList<DeclaredDiagnosis> Of(IReadOnlyList<TimelineEntry> log) =>
        [
            .. log.Where(entry => entry is { Kind: IncidentEventKind.CauseDeclared, Details: not null })
                .OrderBy(entry => entry.Number)
                .Select(entry =>
                {
                    var facts = EventDetails.Read<Facts>(entry);
                    return new DeclaredDiagnosis(
                        FaultClaim.Parse(facts.Claims) ?? [],
                        facts.Sentence,
                        facts.Evidence,
                        entry.At,
                        entry.From,
                        entry.PersonId
                    );
                }),
        ];
}

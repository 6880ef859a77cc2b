namespace IncidentTraining.Core.Crews;

/// <summary>A trainee who can be put into a crew.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="HasArrived">Whether the person has signed in at least once.</param>
/// <param name="Level">The experience that the staff have set; null when none is set.</param>
/// <param name="PreTest">The result of the quiz of the class in percent; null without one.</param>
public sealed record CrewCandidate(Guid PersonId, string Name, bool HasArrived, Experience? Level, double? PreTest)
{
    /// <summary>The value used for balancing; null when nothing is known.</summary>
    public double? ScoreBy(CrewMethod method) =>
        method switch
        {
            CrewMethod.PreTest => PreTest,
            CrewMethod.Experience => (double?)Level,
            _ => null,
        };
}

/// <summary>A lab for which crews can be kept.</summary>
/// <param name="PageId">Its page.</param>
/// <param name="Title">Its title.</param>
public sealed record CrewLab(string PageId, string Title);

/// <summary>The current crews of a class, and the data to form new ones.</summary>
/// <param name="ClassName">The class's display name.</param>
/// <param name="Version">The version on which a change must be based; 0 before the first.</param>
/// <param name="Crews">The people of each crew; empty while the trainees form crews by themselves.</param>
/// <param name="Candidates">All trainees of the class, by name.</param>
/// <param name="Labs">The labs of its day.</param>
public sealed record CrewBoard(
    string ClassName,
    int Version,
    IReadOnlyList<IReadOnlyList<Guid>> Crews,
    IReadOnlyList<CrewCandidate> Candidates,
    IReadOnlyList<CrewLab> Labs
)
{
    /// <summary>The only lab to which the crews apply; null for all.</summary>
    public string? PageId { get; init; }

    /// <summary>How the crews were made.</summary>
    public CrewMethod Method { get; init; }

    /// <summary>Who changed them last; null before the first change.</summary>
    public string? MadeBy { get; init; }

    /// <summary>When they were changed last, UTC; null before the first change.</summary>
    public DateTime? MadeAt { get; init; }

    /// <summary>How the crews share the work of an incident.</summary>
    public CrewRules Rules { get; init; } = CrewRules.Usual;

    /// <summary>The IANA time zone of the class.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether a trainee has a result in the quiz of the class.</summary>
    public bool HasPreTest => Candidates.Any(candidate => candidate.PreTest is not null);
}

/// <summary>A draft of crews that does not apply yet.</summary>
/// <param name="Seed">The seed of the draw: the same seed and people give the same crews again.</param>
/// <param name="Crews">The people of each crew.</param>
public sealed record CrewProposal(int Seed, IReadOnlyList<IReadOnlyList<Guid>> Crews);

/// <summary>The crews of a class have changed. Published under the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record CrewsChanged(Guid CohortId);

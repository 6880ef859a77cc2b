namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>The kind of thing that started a fault.</summary>
public enum OriginKind
{
    /// <summary>The person does not know yet.</summary>
    Unknown,

    /// <summary>Nothing was changed in the shop.</summary>
    Nothing,

    /// <summary>A deploy, configuration change, migration or piece of maintenance.</summary>
    Change,

    /// <summary>A feature flag.</summary>
    Flag,

    /// <summary>A job, by its number.</summary>
    Job,

    /// <summary>The job that workers most often held when they ended, at the time of the diagnosis. Shown as a job.</summary>
    Suspect,

    /// <summary>The sessions of a client of the database.</summary>
    Session,

    /// <summary>An API instance or a worker.</summary>
    Instance,

    /// <summary>A chaos experiment.</summary>
    Experiment,
}

/// <summary>What introduced a fault, not what made it visible.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Which one; empty if the kind is sufficient.</param>
public sealed record FaultOrigin(OriginKind Kind, string Id = "")
{
    /// <summary>The clients of the database, whether or not they have sessions now.</summary>
    public static IReadOnlyList<string> Sessions { get; } = ["analytics", "lanternfish-api", "platform", "workers"];

    /// <summary>Nothing was changed.</summary>
    public static FaultOrigin Nothing { get; } = new(OriginKind.Nothing);

    /// <summary>It is not known yet.</summary>
    public static FaultOrigin Unknown { get; } = new(OriginKind.Unknown);

    /// <summary>Parses an origin; null when the text is not valid.</summary>
    public static FaultOrigin? Parse(string text)
    {
        var cut = text.IndexOf(' ', StringComparison.Ordinal);
        var (word, id) = cut < 0 ? (text, "") : (text[..cut], text[(cut + 1)..]);
        return
            Enum.TryParse<OriginKind>(word, ignoreCase: true, out var kind)
            && !char.IsAsciiDigit(word[0])
            && id.Length > 0 == kind is not (OriginKind.Unknown or OriginKind.Nothing)
            ? new FaultOrigin(kind, id)
            : null;
    }

    /// <summary>The text that <see cref="Parse"/> reads: <c>change config-pool</c>, <c>nothing</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Id}".TrimEnd();

    /// <summary>The origin in words.</summary>
    public string Words =>
        Kind switch
        {
            OriginKind.Unknown => "not known yet",
            OriginKind.Nothing => "nothing changed",
            OriginKind.Suspect => Id == TrueFault.AnySuspect ? "the job that does the damage" : $"job {Id}",
            OriginKind.Session => $"sessions of {Id}",
            _ => $"{Kind.ToString().ToLowerInvariant()} {Id}",
        };
}

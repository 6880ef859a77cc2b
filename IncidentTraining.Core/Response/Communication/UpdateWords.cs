namespace IncidentTraining.Core.Response;

/// <summary>The audience of a status update.</summary>
public enum UpdateAudience
{
    /// <summary>The shop's users.</summary>
    Customers,

    /// <summary>The people who answer users' questions.</summary>
    Support,

    /// <summary>The people who decide.</summary>
    Management,

    /// <summary>Other companies whose service the shop uses, such as its payment gateway.</summary>
    Partners,
}

/// <summary>The incident's stage according to an update; the stages that status pages commonly use.</summary>
public enum UpdateStage
{
    /// <summary>Known and being looked at: the acknowledgement and what follows it.</summary>
    Investigating,

    /// <summary>The cause is known.</summary>
    Identified,

    /// <summary>A repair is in place and being watched.</summary>
    Monitoring,

    /// <summary>Over.</summary>
    Resolved,
}

/// <summary>The impact on people according to an update, in increasing order.</summary>
public enum UpdateImpact
{
    /// <summary>Not stated.</summary>
    Unstated,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>The shop is slow.</summary>
    Slow,

    /// <summary>Some requests or payments fail, or orders hang.</summary>
    Errors,

    /// <summary>Most requests fail.</summary>
    Down,
}

/// <summary>Words for updates, and the cadence that the portal requires.</summary>
public static class UpdateWords
{
    /// <summary>The impact in words.</summary>
    public static string Title(this UpdateImpact impact) =>
        impact switch
        {
            UpdateImpact.Unstated => "not stated",
            UpdateImpact.None => "no one notices anything",
            UpdateImpact.Slow => "the shop is slow",
            UpdateImpact.Errors => "some requests, payments or orders fail",
            _ => "most requests fail",
        };

    /// <summary>
    /// The longest time between two updates, according to the lesson on severity levels: every 15 minutes for P0, every 30 for P1; null if
    /// updates follow changes and not the clock. Before the severity is set, as for P1.
    /// </summary>
    public static TimeSpan? Cadence(Severity? severity) =>
        severity switch
        {
            Severity.P0 => TimeSpan.FromMinutes(15),
            Severity.P1 or null => TimeSpan.FromMinutes(30),
            _ => null,
        };

    /// <summary>
    /// The longest time from the acknowledgement to the first message, according to the lesson on response phases: 10 minutes for P0 and
    /// P1; null if a message is sent when it helps its readers. Before the severity is set, as for P1.
    /// </summary>
    public static TimeSpan? FirstUpdate(Severity? severity) =>
        severity is Severity.P0 or Severity.P1 or null ? TimeSpan.FromMinutes(10) : null;
}

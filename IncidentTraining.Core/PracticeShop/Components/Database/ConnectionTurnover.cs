namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>When the pool replaces a connection because of its use, and the cost: its place is taken until the next one is open.</summary>
sealed class ConnectionTurnover(IDatabaseReports reports)
{
    /// <summary>The largest number of requests for which a connection can be kept.</summary>
    public const int Most = 10_000;

    /// <summary>Time from the DNS lookup to the end of the login, in microseconds.</summary>
    public const long OpeningTime = 250_000;

    /// <summary>The factor by which the newest value counts less in the mean than all earlier ones.</summary>
    const int Smoothing = 32;

    int _served,
        _smoothed;

    /// <summary>Requests that a connection serves before it is replaced; 0 for no limit within its lifetime.</summary>
    public int Requests { get; set; }

    /// <summary>Places taken by connections that are being opened.</summary>
    public int Opening { get; private set; }

    /// <summary>The same as a mean in which older numbers count less.</summary>
    public int UsuallyOpening => _smoothed / Smoothing;

    /// <summary>The replacement connection is open.</summary>
    public void Opened() => Opening--;

    /// <summary>A connection has served a request.</summary>
    /// <returns>How long opening the replacement takes its place, in microseconds; 0 when the connection is kept.</returns>
    public long TimeOfNext()
    {
        if (Requests == 0)
            return 0;
        var isReplaced = ++_served % Requests == 0;
        Opening += isReplaced ? 1 : 0;
        _smoothed += Opening - UsuallyOpening;
        if (!isReplaced)
            return 0;
        reports.SessionOpened();
        return OpeningTime;
    }
}

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>When the pool replaces a connection for its use, and what that costs: its place is taken until the next one is open.</summary>
sealed class ConnectionTurnover(IDatabaseReports reports)
{
    /// <summary>The most requests for which a connection can be kept.</summary>
    public const int Most = 10_000;

    /// <summary>Time from the name's look-up to the end of the login, in microseconds.</summary>
    public const long OpeningTime = 250_000;

    /// <summary>So much less than all before does the newest count in the mean.</summary>
    const int Smoothing = 32;

    int _served,
        _smoothed;

    /// <summary>Requests that a connection serves before it is replaced; 0 for as many as come in its lifetime.</summary>
    public int Requests { get; set; }

    /// <summary>Places that are taken by connections that are being opened.</summary>
    public int Opening { get; private set; }

    /// <summary>The same as a mean in which an older number counts less.</summary>
    public int UsuallyOpening => _smoothed / Smoothing;

    /// <summary>The next one is open.</summary>
    public void Opened() => Opening--;

    /// <summary>A connection has served a request.</summary>
    /// <returns>Time for which its place is taken by the opening of the next one, in microseconds; 0 when it is kept.</returns>
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

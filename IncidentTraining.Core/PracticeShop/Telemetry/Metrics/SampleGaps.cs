namespace IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

/// <summary>
/// The seconds for which monitoring has no sample. The <see cref="SeriesStore"/> has all of them, since runs are judged by the truth: only
/// what responders see leaves them out.
/// </summary>
sealed class SampleGaps
{
    readonly List<(int First, int Last)> _gaps = [];
    int _newest = -1;

    /// <summary>Whether the newest second has no sample.</summary>
    public bool IsBlind => !Has(_newest);

    /// <summary>Ends a second.</summary>
    /// <param name="wasFetched">Whether the scraper received its sample.</param>
    public void EndSecond(bool wasFetched)
    {
        _newest++;
        if (wasFetched)
            return;
        if (_gaps.Count > 0 && _gaps[^1].Last == _newest - 1)
            _gaps[^1] = _gaps[^1] with { Last = _newest };
        else
            _gaps.Add((_newest, _newest));
    }

    /// <summary>Whether monitoring has the sample of a second.</summary>
    /// <param name="second">A second of the run, from 0.</param>
    public bool Has(int second) => GapAt(second) < 0;

    /// <summary>The part of a window up to now between its first and its last sample; null when there is no newest one.</summary>
    public TimeSpan? Covered(TimeSpan window)
    {
        if (_gaps.Count == 0)
            return window;
        if (IsBlind)
            return null;
        var at = GapAt(_newest - (int)window.TotalSeconds);
        return at < 0 ? window : TimeSpan.FromSeconds(_newest - _gaps[at].Last - 1);
    }

    // A loop, because a lambda would allocate at each call, and alerts call it several times a second.
    int GapAt(int second)
    {
        for (var gap = _gaps.Count - 1; gap >= 0 && _gaps[gap].Last >= second; gap--)
        {
            if (_gaps[gap].First <= second)
                return gap;
        }

        return -1;
    }
}

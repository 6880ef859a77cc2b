namespace IncidentTraining.Core.Live;

/// <summary>A page that someone has open.</summary>
/// <param name="thing">What it shows, such as a lobby or a document.</param>
/// <param name="person">Who has it open.</param>
public sealed class PresentPage(Guid thing, Guid person)
{
    /// <summary>What it shows.</summary>
    public Guid ThingId { get; } = thing;

    /// <summary>Who has it open.</summary>
    public Guid PersonId { get; } = person;

    /// <summary>The part of it in which the person works; null while it is not known.</summary>
    public string? Part { get; internal set; }
}

/// <summary>
/// Who has which thing open, on how many pages. It lives in the process: after a restart the pages come back and say so again, and until
/// then their people are away.
/// </summary>
public sealed class PresenceRegistry
{
    private readonly Lock _lock = new();

    // Of each thing, the page in which someone did something last is the last one.
    private readonly Dictionary<Guid, List<PresentPage>> _pages = [];

    /// <summary>Adds a page and says whether it is the person's first one of the thing.</summary>
    public bool Enter(PresentPage page)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(page.ThingId, out var pages))
            {
                _pages[page.ThingId] = pages = [];
            }

            var isFirst = !pages.Exists(one => one.PersonId == page.PersonId);
            pages.Add(page);
            return isFirst;
        }
    }

    /// <summary>Notes in which part a page's person works, and says whether that is another one; no for a page that has left.</summary>
    public bool Move(PresentPage page, string? part)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(page.ThingId, out var pages) || !pages.Remove(page))
            {
                return false;
            }

            pages.Add(page);
            var isOther = page.Part != part;
            page.Part = part;
            return isOther;
        }
    }

    /// <summary>Removes a page and says whether it was the person's last one of the thing; no for a page that has left already.</summary>
    public bool Leave(PresentPage page)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue(page.ThingId, out var pages) || !pages.Remove(page))
            {
                return false;
            }

            if (pages.Count == 0)
            {
                _pages.Remove(page.ThingId);
            }

            return !pages.Exists(one => one.PersonId == page.PersonId);
        }
    }

    /// <summary>Who has a thing open, and in which part of it each of them did something last.</summary>
    public IReadOnlyDictionary<Guid, string?> Of(Guid thing)
    {
        lock (_lock)
        {
            return _pages.TryGetValue(thing, out var pages)
                ? pages.GroupBy(page => page.PersonId).ToDictionary(own => own.Key, own => own.Last().Part)
                : new Dictionary<Guid, string?>();
        }
    }
}

namespace IncidentTraining.Core.Live;

/// <summary>A page that a person has open.</summary>
/// <param name="thing">What it shows, such as a lobby or a document.</param>
/// <param name="person">The person who has it open.</param>
public sealed class PresentPage(Guid thing, Guid person)
{
    /// <summary>What it shows.</summary>
    public Guid ThingId { get; } = thing;

    /// <summary>The person who has it open.</summary>
    public Guid PersonId { get; } = person;

    /// <summary>The part of it in which the person works; null while unknown.</summary>
    public string? Part { get; internal set; }
}

/// <summary>
/// Who has what open, on how many pages. It is kept in the process: after a restart the pages reconnect and register again, and until then
/// their people count as away.
/// </summary>
public sealed class PresenceRegistry
{
    private readonly Lock _lock = new();

    // For each object, the page with the latest activity comes last.
    private readonly Dictionary<Guid, List<PresentPage>> _pages = [];

    /// <summary>Adds a page and returns whether it is the person's first one for the object.</summary>
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

    /// <summary>
    /// Records the part in which a page's person works, and returns whether it has changed; false for a page that has left.
    /// </summary>
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

    /// <summary>
    /// Removes a page and returns whether it was the person's last one for the object; false for a page that has already left.
    /// </summary>
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

    /// <summary>Who has an object open, and the part in which each of them was last active.</summary>
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

namespace IncidentTraining.Web.Components.Shared;

/// <summary>A field of a page that saves by itself: its entry, the stored value on which the entry is based, and the current one.</summary>
/// <param name="id">Identifies the field on the page.</param>
/// <param name="title">The display name.</param>
public sealed class EnteredField(string id, string title)
{
    /// <summary>Identifies the field on the page.</summary>
    public string Id { get; } = id;

    /// <summary>The display name.</summary>
    public string Title { get; } = title;

    /// <summary>The entry; empty for none. A choice is in the form in which its page stores it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The stored value that the entry is based on. The draft in the browser ends when the entry equals it.</summary>
    public string From { get; private set; } = "";

    /// <summary>The currently stored value.</summary>
    public string Stored { get; private set; } = "";

    /// <summary>
    /// Whether someone else has stored another value since the entry was begun. Nothing is stored until the person has chosen.
    /// </summary>
    public bool IsDisputed => Stored != From;

    /// <summary>Whether there is an entry that is not stored.</summary>
    public bool IsChanged => Text != From;

    /// <summary>The value for the next save.</summary>
    public string ToSave => IsDisputed ? Stored : Text;

    /// <summary>The person has entered a value.</summary>
    public void Enter(string? text) => Text = (text ?? "").ReplaceLineEndings("\n");

    /// <summary>Accepts the stored value: an untouched field follows it, an entry is kept with the stored value next to it.</summary>
    public void Follow(string stored)
    {
        Stored = stored;
        if (!IsChanged || Text == stored)
        {
            (Text, From) = (stored, stored);
        }
    }

    /// <summary>The value was stored; later changes are not.</summary>
    public void WasSaved(string sent) => (From, Stored) = (sent, sent);

    /// <summary>
    /// An entry from an earlier page is about to be restored that was based on another stored value than the current one.
    /// </summary>
    public void Rebase(string from) => From = from;

    /// <summary>Stores the entry, overwriting the other value.</summary>
    public void KeepMine() => From = Stored;

    /// <summary>Discards the entry.</summary>
    public void TakeStored() => (Text, From) = (Stored, Stored);

    /// <summary>Joins both texts, the stored one first.</summary>
    public void KeepBoth() => (Text, From) = ($"{Stored.TrimEnd('\n')}\n\n{Text}", Stored);
}

namespace IncidentTraining.Web.Components.Shared;

/// <summary>One field of a page that saves by itself: what is entered, the stored value that the entry is based on, and what is stored
/// now.</summary>
/// <param name="id">Identifies the field on the page.</param>
/// <param name="title">The name for people.</param>
public sealed class EnteredField(string id, string title)
{
    /// <summary>Identifies the field on the page.</summary>
    public string Id { get; } = id;

    /// <summary>The name for people.</summary>
    public string Title { get; } = title;

    /// <summary>What is entered; empty for nothing. A choice is in the form in which its page stores it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The stored value that the entry is based on. The draft in the browser ends when the entry equals it.</summary>
    public string From { get; private set; } = "";

    /// <summary>What is stored now.</summary>
    public string Stored { get; private set; } = "";

    /// <summary>Whether someone else has stored another value since the entry was begun. Nothing is stored until a person has
    /// chosen.</summary>
    public bool IsDisputed => Stored != From;

    /// <summary>Whether something is entered that is not stored.</summary>
    public bool IsChanged => Text != From;

    /// <summary>The value for the next save.</summary>
    public string ToSave => IsDisputed ? Stored : Text;

    /// <summary>The person has entered a value.</summary>
    public void Enter(string? text) => Text = (text ?? "").ReplaceLineEndings("\n");

    /// <summary>Takes in what is stored: an untouched field follows it, an entry stays with the stored value beside it.</summary>
    public void Follow(string stored)
    {
        Stored = stored;
        if (!IsChanged || Text == stored)
        {
            (Text, From) = (stored, stored);
        }
    }

    /// <summary>The value was stored; what has been entered since is not.</summary>
    public void WasSaved(string sent) => (From, Stored) = (sent, sent);

    /// <summary>An entry of an earlier page is about to come back that was based on another stored value than the present one.</summary>
    public void Rebase(string from) => From = from;

    /// <summary>Stores the entry over the other value.</summary>
    public void KeepMine() => From = Stored;

    /// <summary>Gives up the entry.</summary>
    public void TakeStored() => (Text, From) = (Stored, Stored);

    /// <summary>Joins both texts, the stored one first.</summary>
    public void KeepBoth() => (Text, From) = ($"{Stored.TrimEnd('\n')}\n\n{Text}", Stored);
}

using IncidentTraining.Core.Reviews.Peers;

namespace IncidentTraining.Web.Features.Reviews.Peers;

/// <summary>A reader's text below a section of a classmate's document, and the stored comment that it is based on.</summary>
public sealed class PeerEntry
{
    private string _from = "";

    /// <summary>The text in the field.</summary>
    public string? Text { get; set; }

    /// <summary>The version of the stored comment that the reader has seen; 0 for none.</summary>
    public int SeenVersion { get; private set; }

    /// <summary>The stored text, for the field.</summary>
    public string From => _from;

    /// <summary>
    /// The text that another window has stored since the reader began to type; null without one, empty if it removed the comment.
    /// </summary>
    public string? Elsewhere { get; private set; }

    /// <summary>Whether the field differs from what is stored.</summary>
    public bool IsChanged => Trimmed != _from;

    /// <summary>The length that counts towards the limit.</summary>
    public int Length => Trimmed.Length;

    /// <summary>The text in its stored form.</summary>
    public string Trimmed => (Text ?? "").Trim().ReplaceLineEndings("\n");

    /// <summary>Accepts the stored comment: an untouched field follows it, and an entry is kept with the stored text next to it.</summary>
    public void Follow(OwnPeerComment? stored)
    {
        var (text, version) = (stored?.Text ?? "", stored?.Version ?? 0);
        if (version == SeenVersion && text == _from)
        {
            return;
        }

        var isOwn = !IsChanged || Trimmed == text;
        // Both texts are shown from now on, so the next save is intentional.
        Elsewhere = isOwn ? null : text;
        Text = isOwn ? text : Text;
        (_from, SeenVersion) = (text, version);
    }

    /// <summary>Shows the stored values.</summary>
    public void Reset() => (Text, Elsewhere) = (_from, null);
}

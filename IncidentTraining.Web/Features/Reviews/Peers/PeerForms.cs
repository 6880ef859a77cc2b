namespace IncidentTraining.Web.Features.Reviews.Peers;

/// <summary>The form below a classmate's document: all sections at once, so that saving keeps the text of all fields.</summary>
internal sealed class PeerForm
{
    /// <summary>The submission that was read.</summary>
    public int Submission { get; set; }

    /// <summary>The texts in the fields, by section.</summary>
    public Dictionary<string, string?>? Texts { get; set; }

    /// <summary>The version of each comment that the fields are based on.</summary>
    public Dictionary<string, int>? Seen { get; set; }
}

/// <summary>The form around the comments on a document: the pressed button, and the reasons in all fields.</summary>
internal sealed class AnswerForm
{
    /// <summary>The comment to mark as helpful.</summary>
    public Guid? Helpful { get; set; }

    /// <summary>The comment to unmark.</summary>
    public Guid? NotHelpful { get; set; }

    /// <summary>The comment to hide.</summary>
    public Guid? Hide { get; set; }

    /// <summary>The comment to show again.</summary>
    public Guid? Show { get; set; }

    /// <summary>The reasons for hiding, by comment.</summary>
    public Dictionary<Guid, string?>? Reasons { get; set; }
}

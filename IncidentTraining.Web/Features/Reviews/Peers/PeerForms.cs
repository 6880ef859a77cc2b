namespace IncidentTraining.Web.Features.Reviews.Peers;

/// <summary>What the form below a classmate's document sends: all sections at once, so that saving one loses none of the others.</summary>
internal sealed class PeerForm
{
    /// <summary>Which submission was read.</summary>
    public int Submission { get; set; }

    /// <summary>What stands in the fields, by section.</summary>
    public Dictionary<string, string?>? Texts { get; set; }

    /// <summary>The version of each comment that the fields began from.</summary>
    public Dictionary<string, int>? Seen { get; set; }
}

/// <summary>What the form around the comments on a document sends: the button that was pressed, and all reasons that stand in their fields.</summary>
internal sealed class AnswerForm
{
    /// <summary>A comment that helps.</summary>
    public Guid? Helpful { get; set; }

    /// <summary>One that is not called helpful any more.</summary>
    public Guid? NotHelpful { get; set; }

    /// <summary>One to hide.</summary>
    public Guid? Hide { get; set; }

    /// <summary>One to show again.</summary>
    public Guid? Show { get; set; }

    /// <summary>Reasons for hiding, by comment.</summary>
    public Dictionary<Guid, string?>? Reasons { get; set; }
}

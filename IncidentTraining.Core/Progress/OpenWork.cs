namespace IncidentTraining.Core.Progress;

/// <summary>What a person has begun in a class and can go back to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">The title of its lab or its quiz.</param>
/// <param name="Id">The id of the run, the lobby or the attempt.</param>
public sealed record OpenWork(OpenWorkKind Kind, string Title, Guid Id);

/// <summary>A kind of work that waits for the person who has begun it.</summary>
public enum OpenWorkKind
{
    /// <summary>A lab's run that has not ended; an incident of the pager is not among them.</summary>
    Run,

    /// <summary>A lobby in which the crew gathers.</summary>
    Lobby,

    /// <summary>A quiz whose time runs.</summary>
    Quiz,
}

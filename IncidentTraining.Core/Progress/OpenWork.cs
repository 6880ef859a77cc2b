namespace IncidentTraining.Core.Progress;

/// <summary>Work that a person has begun in a class and can return to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">The title of its lab or its quiz.</param>
/// <param name="Id">The id of the run, the lobby or the attempt.</param>
public sealed record OpenWork(OpenWorkKind Kind, string Title, Guid Id);

/// <summary>A kind of work in progress.</summary>
public enum OpenWorkKind
{
    /// <summary>A lab run that has not ended, excluding incidents of the pager.</summary>
    Run,

    /// <summary>A lobby in which the crew is gathering.</summary>
    Lobby,

    /// <summary>A quiz in progress.</summary>
    Quiz,
}

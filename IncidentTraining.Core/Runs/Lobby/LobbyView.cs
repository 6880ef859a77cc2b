using IncidentTraining.Core.Crews;

namespace IncidentTraining.Core.Runs;

/// <summary>A person in a lobby.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsHere">Whether they have the lobby open.</param>
/// <param name="IsReady">Whether they are ready.</param>
/// <param name="Roles">The roles that they have taken.</param>
public sealed record LobbyMate(Guid PersonId, string Name, bool IsHere, bool IsReady, IReadOnlyList<IncidentRole> Roles);

/// <summary>A lobby for its page. None of it depends on the cause, which is drawn at the start.</summary>
public sealed record LobbyView
{
    /// <summary>The lobby.</summary>
    public required Guid LobbyId { get; init; }

    /// <summary>The lab.</summary>
    public required LabPage Lab { get; init; }

    /// <summary>The goal.</summary>
    public required string Objective { get; init; }

    /// <summary>What is known at the beginning.</summary>
    public required string Briefing { get; init; }

    /// <summary>The symptoms as the lab announces them.</summary>
    public required IReadOnlyList<string> Signs { get; init; }

    /// <summary>Its members, in the order in which they came.</summary>
    public required IReadOnlyList<LobbyMate> Mates { get; init; }

    /// <summary>The viewer as a member; null for a person who is not in it.</summary>
    public required LobbyMate? Me { get; init; }

    /// <summary>The number of the viewer's kept crew; null without one.</summary>
    public required int? KeptCrew { get; init; }

    /// <summary>The names of kept crew members who have not come yet.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>The class's crew settings.</summary>
    public required CrewRules Rules { get; init; }

    /// <summary>Whether a crew is gathering in it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The run that was started from it; null before, and for a person who is not in the run's crew.</summary>
    public required Guid? RunId { get; init; }

    /// <summary>The run that was started from it and that the viewer has not joined; null otherwise.</summary>
    public required Guid? JoinableRunId { get; init; }

    /// <summary>Why the viewer cannot start, a sentence that names who can; null for someone who may.</summary>
    public required string? WhoStartsInstead { get; init; }

    /// <summary>Members who would start with the viewer without being ready.</summary>
    public IReadOnlyList<string> NotReady =>
        [.. Mates.Where(mate => mate is { IsHere: true, IsReady: false } && mate.PersonId != Me?.PersonId).Select(mate => mate.Name)];

    /// <summary>Members who are away and would be left out.</summary>
    public IReadOnlyList<string> Away => [.. Mates.Where(mate => !mate.IsHere && mate.PersonId != Me?.PersonId).Select(mate => mate.Name)];

    /// <summary>The holder of a role; null while it is free.</summary>
    public LobbyMate? HolderOf(IncidentRole role) => Mates.FirstOrDefault(mate => mate.Roles.Contains(role));
}

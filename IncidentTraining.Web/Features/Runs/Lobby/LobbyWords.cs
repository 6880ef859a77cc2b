using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Lobby;

/// <summary>The words for a person in a lobby, there and on the live board.</summary>
internal static class LobbyWords
{
    /// <summary>Whether they have the lobby open and are ready.</summary>
    public static string StateWords(this LobbyMate mate) =>
        !mate.IsHere ? "away"
        : mate.IsReady ? "ready"
        : "not ready";

    /// <summary>The CSS class of the badge with these words.</summary>
    public static string Tone(this LobbyMate mate) =>
        !mate.IsHere ? "warn"
        : mate.IsReady ? "good"
        : "";
}

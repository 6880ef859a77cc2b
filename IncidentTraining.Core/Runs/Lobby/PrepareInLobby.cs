using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>A person in a lobby takes or frees a role, or marks themselves as ready.</summary>
public sealed class PrepareInLobby(WriteGate gate, LobbyPresence presence, LiveEvents events) : IUseCase
{
    /// <summary>Takes a role that is free, or whose holder is away.</summary>
    public Task<Outcome> TakeAsync(Actor actor, Guid lobbyId, IncidentRole role, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            lobbyId,
            (lobby, names) => lobby.Take(actor.PersonId, role, person => presence.IsHere(lobbyId, person), person => names[person]),
            ct
        );

    /// <summary>Frees the person's role; no-op for another person's role.</summary>
    public Task<Outcome> GiveUpAsync(Actor actor, Guid lobbyId, IncidentRole role, CancellationToken ct = default) =>
        ChangeAsync(actor, lobbyId, (lobby, _) => lobby.GiveUp(actor.PersonId, role), ct);

    /// <summary>Sets whether the person is ready.</summary>
    public Task<Outcome> SayReadyAsync(Actor actor, Guid lobbyId, bool isReady, CancellationToken ct = default) =>
        ChangeAsync(actor, lobbyId, (lobby, _) => lobby.SetReady(actor.PersonId, isReady), ct);

    private async Task<Outcome> ChangeAsync(
        Actor actor,
        Guid lobbyId,
        Func<CrewLobby, Dictionary<Guid, string>, Outcome> change,
        CancellationToken ct
    )
    {
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var visible = await db.RequireVisibleLobbyAsync(actor, lobbyId, ct);
                return visible.Succeeded ? change(visible.Value.Lobby, await db.NamesOfAsync(visible.Value.Lobby, ct)) : visible.Refusal;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(lobbyId, new LobbyChanged(lobbyId));
        }

        return outcome;
    }
}

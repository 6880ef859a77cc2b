using FluentValidation;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Pins a message of the channel to the timeline, or corrects the text of an entry. The log keeps the original.</summary>
public sealed class CorrectEntry(ShopHost host) : IUseCase
{
    /// <summary>A correction.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Number">The entry.</param>
    /// <param name="Text">The corrected text.</param>
    public sealed record Input(Guid RunId, int Number, string Text);

    /// <summary>The rules for the text.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(input => input.Text)
                .NotEmpty()
                .WithMessage("Write what the entry should say. Nothing is ever deleted from a timeline.")
                .MaximumLength(PostMessage.MaxLength)
                .WithMessage($"An entry can have at most {PostMessage.MaxLength} characters.");
    }

    /// <summary>Corrects an entry that a person wrote: its author and the scribe may.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            input.RunId,
            input,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                var entry = session.Log.FirstOrDefault(e => e.Number == input.Number);
                if (entry is null || entry.Kind is IncidentEventKind.Pinned or IncidentEventKind.Corrected)
                {
                    return Refusal.NotFound("There is no such entry.");
                }

                if (entry.Kind is not (IncidentEventKind.Said or IncidentEventKind.SummaryWritten))
                {
                    return Refusal.Conflict(
                        "This entry was recorded, not written, so it stays as it is. Post the addition in the channel, and pin it."
                    );
                }

                if (entry.PersonId != actor.PersonId && session.MayWrite(IncidentRole.Scribe) is { Succeeded: false } notScribe)
                {
                    return notScribe;
                }

                if (!session.HasJustRecorded(IncidentEventKind.Corrected, last => last.Text == input.Text.Trim()))
                {
                    session.Record(IncidentEventKind.Corrected, input.Text.Trim(), refersTo: input.Number);
                }

                return Outcome.Done;
            },
            ct
        );

    /// <summary>Pins a message; any crew member may.</summary>
    public Task<Outcome> PinAsync(Actor actor, Guid runId, int number, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            async session =>
            {
                if (session.MayWrite() is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (session.Log.FirstOrDefault(e => e.Number == number)?.Kind != IncidentEventKind.Said)
                {
                    return Refusal.Conflict("Only the crew's messages can be pinned; everything else is already on the timeline.");
                }

                if (session.Log.Any(e => e.Kind == IncidentEventKind.Pinned && e.RefersTo == number))
                {
                    return Refusal.Conflict("This message is already pinned.");
                }

                session.Record(IncidentEventKind.Pinned, "Pinned to the timeline.", refersTo: number);
                return Outcome.Done;
            },
            ct
        );
}

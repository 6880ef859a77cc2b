using FluentValidation;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>A person's bookmarks or notes have changed. Published after the commit, under the person.</summary>
public sealed record NotesChanged(Guid PersonId);

/// <summary>Stores a bookmark or a private note, or changes its text.</summary>
public sealed class SaveNote(WriteGate gate, CurriculumLibrary library, LiveEvents events, TimeProvider time, InputRules rules) : IUseCase
{
    /// <summary>The most notes per person; prevents a script from filling the disk.</summary>
    public const int MostOfOnePerson = 2_000;

    /// <summary>The note and its place in the page.</summary>
    /// <param name="Anchor">The anchor of the heading above the passage, or empty.</param>
    /// <param name="Quote">The quoted passage, or empty for the whole section.</param>
    /// <param name="Text">The note's text, or empty for a bookmark.</param>
    public sealed record Input(string DayId, string PageId, string? Anchor, string? Quote, string? Text);

    /// <summary>Validation rules for a note.</summary>
    public sealed class Rules : AbstractValidator<Input>
    {
        public Rules()
        {
            RuleFor(input => input.Anchor).MaximumLength(200).WithMessage("This place is not one of the page's headings.");
            RuleFor(input => input.Quote)
                .MaximumLength(PageNote.LongestQuote)
                .WithMessage($"Select a shorter passage: a note can quote at most {PageNote.LongestQuote} characters.");
            RuleFor(input => input.Text)
                .MaximumLength(PageNote.LongestText)
                .WithMessage(
                    $"A note can have at most {PageNote.LongestText:N0} characters. It is still in the form. Shorten it, or split it into two notes."
                );
        }
    }

    /// <summary>Stores the note of the signed-in user. Another person's note cannot be reached by its id.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid id, Input input, CancellationToken ct = default)
    {
        if (rules.Refuse(input) is { } invalid)
        {
            return invalid;
        }

        if (library.FindDay(input.DayId)?.FindPage(input.PageId) is null)
        {
            return Refusal.NotFound("There is no such page.");
        }

        var saved = await gate.WriteAsync(
            async db =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                var kept = await db.Set<PageNote>().SingleOrDefaultAsync(note => note.Id == id, ct);
                if (kept is not null && kept.PersonId != actor.PersonId)
                {
                    return Refusal.NotFound("There is no such note.");
                }

                if (kept is not null)
                {
                    kept.Rewrite(input.Text?.Trim() ?? "", now);
                    return Outcome.Done;
                }

                if (await db.Set<PageNote>().CountAsync(note => note.PersonId == actor.PersonId, ct) >= MostOfOnePerson)
                {
                    return Refusal.Conflict($"You have {MostOfOnePerson:N0} bookmarks and notes, which is the maximum. Remove some first.");
                }

                db.Add(
                    new PageNote(
                        id,
                        actor.PersonId,
                        input.DayId,
                        input.PageId,
                        input.Anchor ?? "",
                        input.Quote?.Trim() ?? "",
                        input.Text?.Trim() ?? "",
                        now
                    )
                );
                return Outcome.Done;
            },
            ct
        );
        if (saved.Succeeded)
        {
            await events.PublishAsync(actor.PersonId, new NotesChanged(actor.PersonId));
        }

        return saved;
    }
}

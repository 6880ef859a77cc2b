using FluentValidation;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>
/// Adds people to a class from a list: all of them or none. Each new person gets a personal join code, with which they choose their
/// passphrase.
/// </summary>
public sealed class AddPeople(
    WriteGate gate,
    IDbContextFactory<TrainingDb> databases,
    Accounts accounts,
    IssueCode codes,
    ILookupNormalizer normalizer,
    LiveEvents events,
    TimeProvider time,
    InputRules rules
) : IUseCase
{
    /// <summary>The typed or pasted text.</summary>
    /// <param name="Text">The list, one person per line.</param>
    public sealed record Typed(string Text);

    /// <summary>Validation rules for the input; problems of a line are shown next to it.</summary>
    public sealed class Rules : AbstractValidator<Typed>
    {
        /// <summary>Creates the rules.</summary>
        public Rules() =>
            RuleFor(typed => typed.Text)
                .MaximumLength(PeopleList.LongestText)
                .WithMessage($"A list can have at most {PeopleList.LongestText:N0} characters. Add the people in parts.")
                .AsTooLarge();
    }

    /// <summary>Previews a list line by line. Nothing is changed.</summary>
    public async Task<Outcome<IReadOnlyList<ListedPerson>>> PreviewAsync(
        Actor actor,
        Guid cohortId,
        string text,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await CheckAsync(db, actor, cohortId, text, ct);
    }

    /// <summary>Adds everyone on the list and returns the codes of the new accounts; refuses the whole list when a line has a
    /// problem.</summary>
    public async Task<Outcome<IReadOnlyList<IssuedCode>>> RunAsync(Actor actor, Guid cohortId, string text, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync<IReadOnlyList<IssuedCode>>(
            async db =>
            {
                var list = await CheckAsync(db, actor, cohortId, text, ct);
                if (!list.Succeeded)
                {
                    return list.Refusal;
                }

                if (list.Value.Where(person => person.Problem is not null).ToList() is { Count: > 0 } problems)
                {
                    return Refusal.Invalid(
                        $"{(problems.Count == 1 ? "A line has a problem" : $"{problems.Count} lines have problems")}, so no one was added. Line {problems[0].Line}: {problems[0].Problem}"
                    );
                }

                var issued = new List<IssuedCode>();
                foreach (var listed in list.Value)
                {
                    if (await AddAsync(db, cohortId, listed, ct) is { } code)
                    {
                        issued.Add(code);
                    }
                }

                db.Audit(AuditAction.Added, time, actor, cohort: cohortId, note: $"{list.Value.Count} people from a list");
                return Outcome<IReadOnlyList<IssuedCode>>.Done(issued);
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new ClassChanged(cohortId));
        }

        return outcome;
    }

    private async Task<IssuedCode?> AddAsync(TrainingDb db, Guid cohortId, ListedPerson listed, CancellationToken ct)
    {
        var existing = listed.Role is ClassRole.Trainee ? null : await accounts.FindWithoutCodeAsync(db, listed.Name, ct);
        var person = existing
            ?? accounts.Add(
                db,
                listed.Role is ClassRole.Trainee ? Accounts.UserNameInClass(cohortId, listed.Name) : listed.Name,
                listed.Name,
                passphraseHash: null
            );
        db.Add(new Membership(cohortId, person.Id, listed.Role, time.GetUtcNow().UtcDateTime));
        return existing is null ? await codes.IssueAsync(db, person, OneTimeCode.SeatLifetime, ct) : null;
    }

    private async Task<Outcome<IReadOnlyList<ListedPerson>>> CheckAsync(
        TrainingDb db,
        Actor actor,
        Guid cohortId,
        string text,
        CancellationToken ct
    )
    {
        if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        if (rules.Refuse(new Typed(text)) is { } tooLarge)
        {
            return tooLarge;
        }

        var list = PeopleList.Read(text);
        if (list.Count == 0)
        {
            return Refusal.Invalid("Type or paste a list first: one name per line.");
        }

        if (list.Count > PeopleList.Most)
        {
            return Refusal.Invalid($"A list can have at most {PeopleList.Most} people, and this one has {list.Count}. Add them in parts.");
        }

        if (await db.Set<Cohort>().AnyAsync(cohort => cohort.Id == cohortId && cohort.ArchivedAt != null, ct))
        {
            return Refusal.Conflict("This class is archived and accepts no new members. Reopen it first.");
        }

        var taken = await TakenAsync(db, cohortId, ct);
        var staff = await db.StaffSkeletonsAsync([cohortId], null, ct);
        var isAdministrator = await db.IsAdministratorAsync(actor, ct);
        var firstLines = list.GroupBy(person => normalizer.NormalizeName(person.Name))
            .ToDictionary(same => same.Key, same => same.First().Line);
        return Outcome<IReadOnlyList<ListedPerson>>.Done([
            .. list.Select(person => person with { Problem = person.Problem ?? ProblemOf(person) }),
        ]);

        string? ProblemOf(ListedPerson person)
        {
            var normal = normalizer.NormalizeName(person.Name);
            return firstLines[normal] != person.Line ? $"This name is already on line {firstLines[normal]}. Add an initial to one of them."
                : taken.Contains(normal) ? "This person is already in the class."
                : person.Role is not ClassRole.Trainee
                    ? isAdministrator ? null
                        : "Only an administrator can add staff."
                : staff.Contains(NameSkeleton.Of(person.Name)) ? "This name could be mistaken for a staff member's. Add an initial."
                : null;
        }
    }

    /// <summary>The names that are already in the class, in their normal form.</summary>
    private async Task<HashSet<string>> TakenAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        var prefix = normalizer.NormalizeName(Accounts.UserNameInClass(cohortId, ""));
        var inClass = await db
            .Users.Where(user => user.NormalizedUserName!.StartsWith(prefix))
            .Select(user => user.NormalizedUserName!)
            .ToListAsync(ct);
        var members = await (
            from membership in db.Set<Membership>()
            join person in db.Set<Person>() on membership.PersonId equals person.Id
            join user in db.Users on person.UserId equals user.Id
            where membership.CohortId == cohortId
            select new { user.NormalizedUserName, person.DisplayName }
        ).ToListAsync(ct);
        return
        [
            .. inClass
                .Concat(members.SelectMany(one => (string[])[one.NormalizedUserName!, normalizer.NormalizeName(one.DisplayName)]))
                .Select(name => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name),
        ];
    }
}

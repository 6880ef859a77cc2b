using FluentValidation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.Results;

public sealed class InputRulesTests
{
    private const string LongText = "Shorten the text.";

    private static readonly InputRules Asked = new(
        new ServiceCollection().AddSingleton<IValidator<Letter>, LetterRules>().BuildServiceProvider()
    );

    [Fact]
    public void An_input_that_keeps_its_rules_is_not_refused() => Assert.Null(Asked.Refuse(new Letter("Ada", "12345")));

    [Fact]
    public void A_broken_rule_is_named_with_its_field()
    {
        var refusal = Asked.Refuse(new Letter("", "1"))!;
        Assert.Equal((RefusalKind.Invalid, "Name who writes."), (refusal.Kind, refusal.Message));
        Assert.Equal(["Name who writes."], refusal.Fields[nameof(Letter.By)]);
    }

    [Fact]
    public void A_text_over_its_limit_is_too_large_unless_something_else_is_wrong_as_well()
    {
        Assert.Equal((RefusalKind.TooLarge, LongText), KindOf(new Letter("Ada", "123456")));
        Assert.Equal((RefusalKind.Invalid, $"Name who writes. {LongText}"), KindOf(new Letter("", "123456")));

        static (RefusalKind, string) KindOf(Letter letter) =>
            Asked.Refuse(letter) is { } refusal ? (refusal.Kind, refusal.Message) : default;
    }

    [Fact]
    public void An_input_without_rules_is_a_defect() => Assert.Throws<InvalidOperationException>(() => Asked.Refuse(new NoRules()));

    /// <summary>The gate is created without a database: it must not use one.</summary>
    [Fact]
    public async Task A_write_with_a_broken_input_does_not_begin()
    {
        var gate = new WriteGate(new NoDatabase(), new ReadingVersions(), Asked);

        Assert.Equal(RefusalKind.Invalid, (await WriteAsync(new Letter("", ""))).Refusal?.Kind);
        Assert.Equal(RefusalKind.TooLarge, (await ReadAndWriteAsync(new Letter("Ada", "123456"))).Refusal?.Kind);
        await Assert.ThrowsAsync<NotSupportedException>(() => WriteAsync(new Letter("Ada", "")));
        await Assert.ThrowsAsync<NotSupportedException>(() => ReadAndWriteAsync(new Letter("Ada", "12345")));

        Task<Outcome> WriteAsync(Letter letter) =>
            gate.WriteAsync(letter, _ => Task.FromResult(Outcome.Done), TestContext.Current.CancellationToken);

        Task<Outcome<int>> ReadAndWriteAsync(Letter letter) =>
            gate.WriteAsync<Letter, int>(letter, _ => Task.FromResult<Outcome<int>>(1), TestContext.Current.CancellationToken);
    }

    private sealed record Letter(string By, string Text);

    private sealed class LetterRules : AbstractValidator<Letter>
    {
        public LetterRules()
        {
            RuleFor(letter => letter.By).NotEmpty().WithMessage("Name who writes.");
            RuleFor(letter => letter.Text).MaximumLength(5).WithMessage(LongText).WithState(_ => RefusalKind.TooLarge);
        }
    }

    private sealed record NoRules;

    private sealed class NoDatabase : IDbContextFactory<TrainingDb>
    {
        public TrainingDb CreateDbContext() => throw new NotSupportedException();
    }
}

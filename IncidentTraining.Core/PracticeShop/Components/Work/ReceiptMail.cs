using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>
/// Writing and sending receipts. What is sent into a closed way, or refused, is sent again until it gets through, and its sender waits as
/// long.
/// </summary>
/// <param name="kernel">The clock.</param>
/// <param name="service">The mail service.</param>
/// <param name="random">Draws how long a receipt takes.</param>
/// <param name="sender">The component that hears of a receipt that was sent.</param>
/// <param name="sent">What it hears.</param>
sealed class ReceiptMail(Kernel kernel, MailService service, RandomStream random, int sender, int sent)
{
    /// <summary>With its two queries a job takes about 300 ms.</summary>
    static readonly Distribution Time = Distribution.LogNormal(TimeSpan.FromMilliseconds(265), 0.3);

    readonly LongQueue _unsent = new();

    /// <summary>Sends the receipt of a lane's job.</summary>
    /// <param name="subject">Names the lane.</param>
    public void Send(long subject)
    {
        if (service.Takes)
        {
            service.Take();
            kernel.Schedule(Time.DrawMicroseconds(random), sender, sent, subject);
        }
        else
            _unsent.Enqueue(subject);
    }

    /// <summary>Takes a receipt that has not got through, once they are taken again, for its sender to send it again.</summary>
    /// <param name="subject">Names the lane, which may no longer wait for it.</param>
    public bool TryTakeUnsent(out long subject)
    {
        subject = 0;
        return service.Takes && _unsent.TryDequeue(out subject);
    }
}

//! The library, room by room in the order of the house: routes that share no code have to agree.

mod house;
mod truths;

mod enclosures;
mod hostile;
mod kernels;
mod referee;

mod agreement;

mod answers;
mod branches;
mod breaks;
mod notation;
mod pieces;
mod readings;
mod shared;
mod shown;

mod quotient;

mod equality;
mod equality_identities;

mod existence;

mod exports;
mod orders;
mod slopes;
mod streams;

mod picture;

mod slips;

mod forms;
mod numbers;
mod verdict;

mod kinds;
mod limits;
mod nests;
mod parameters;

mod class;
mod fixtures;

mod backward;

mod practice;

mod front;
